"""The rows of a register as HTML, each by one format: a template draws the thirty pieces of a row one by one,
which for two hundred people is most of the page's cost. What people wrote is escaped here, once each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

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
_CHECKED = " checked"
_WALK_IN = ' <span class="academy-muted">walked in</span>'
_MARKED_BY = '<p class="academy-register__by academy-muted">{}</p>'


def drawn_rows(rows: Iterable[Row], whole: int, typed: Mapping[str, str] | None = None) -> SafeString:
    """A fieldset for each person: the mark, the minutes of `whole`, and who marked them.

    `typed` is what a page sent that could not be taken: it is shown again, so that nothing is lost.
    """
    shown = (_as_typed(row, typed) for row in rows) if typed else rows
    return SafeString("".join(_drawn(row, whole) for row in shown))


def _as_typed(row: Row, typed: Mapping[str, str]) -> Row:
    mark = typed.get(f"mark-{row.key}", row.mark)
    return replace(row, mark=mark, minutes=typed.get(f"minutes-{row.key}", row.minutes)[:6])


def _drawn(row: Row, whole: int) -> str:
    """Keys are the Academy's own and marks are codes; what people wrote is escaped."""
    return _ROW.format(
        key=row.key,
        name=escape(row.name),
        was=escape(row.was),
        whole=whole,
        minutes=escape(row.minutes),
        marked_by=_MARKED_BY.format(escape(row.marked_by)) if row.marked_by else "",
        walk_in=_WALK_IN if row.walk_in else "",
        present=_CHECKED if row.mark == "present" else "",
        partial=_CHECKED if row.mark == "partial" else "",
        absent=_CHECKED if row.mark == "absent" else "",
    )
