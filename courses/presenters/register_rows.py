"""The rows of a register as HTML, each by one format: a template draws the thirty pieces of a row one by one,
which for two hundred people is most of the page's cost. `format_html` escapes what it puts in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.presenters.registers import Row
from courses.rules.attendance import MARKS

_MARKS = "".join(
    f'<span class="academy-register__mark academy-register__mark--{code}"><input type="radio" name="mark-{{key}}" '
    f'value="{code}" id="{code}-{{key}}"{{{code}}}><label for="{code}-{{key}}">{label}</label></span>'
    for code, label in MARKS
)
_TIMES = "".join(
    f'<span><label for="{field}-{{key}}">{label}</label> <input class="govuk-input academy-register__time" '
    f'type="time" id="{field}-{{key}}" name="{field}-{{key}}"></span> '
    for field, label in (("came", "or came at"), ("left", "left at"))
)
_ROW = f"""
    <fieldset class="academy-register__row"><legend class="academy-register__name">{{name}}{{walk_in}}</legend>
      <input type="hidden" name="was-{{key}}" value="{{was}}">
      <div class="academy-register__marks">{_MARKS}</div>
      <p class="academy-register__minutes"><label for="minutes-{{key}}">Minutes there, of {{whole}}</label> <input \
class="govuk-input govuk-input--width-4" type="text" inputmode="numeric" id="minutes-{{key}}" name="minutes-{{key}}" \
value="{{minutes}}"> {_TIMES}</p>
      {{marked_by}}
    </fieldset>"""
_CHECKED = SafeString(" checked")
_WALK_IN = SafeString(' <span class="academy-muted">walked in</span>')


def drawn_rows(rows: Iterable[Row], whole: int, typed: Mapping[str, str] | None = None) -> SafeString:
    """A fieldset for each person: the mark, the minutes of `whole`, and who marked them.

    `typed` is what a page sent that could not be taken: it is shown again, so that nothing is lost.
    """
    shown = (_as_typed(row, typed) for row in rows) if typed else rows
    return format_html_join("", "{}", ((_drawn(row, whole),) for row in shown))


def _as_typed(row: Row, typed: Mapping[str, str]) -> Row:
    mark = typed.get(f"mark-{row.key}", row.mark)
    return replace(row, mark=mark, minutes=typed.get(f"minutes-{row.key}", row.minutes)[:6])


def _drawn(row: Row, whole: int) -> SafeString:
    return format_html(
        _ROW,
        key=row.key,
        name=row.name,
        was=row.was,
        whole=whole,
        minutes=row.minutes,
        marked_by=_marked_by(row),
        walk_in=_WALK_IN if row.walk_in else "",
        **{code: _CHECKED if row.mark == code else "" for code, _ in MARKS},
    )


def _marked_by(row: Row) -> str:
    if not row.marked_by:
        return ""
    return format_html('<p class="academy-register__by academy-muted">{}</p>', row.marked_by)
