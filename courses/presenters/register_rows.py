"""The rows of a register as HTML, each by one format: a template draws the thirty pieces of a row one by one,
which for two hundred people is most of the page's cost. `format_html` escapes what it puts in."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.presenters.registers import MARKS, Row

_MARKS = "".join(
    f'<span class="academy-register__mark academy-register__mark--{code}"><input type="radio" name="mark-{{key}}" '
    f'value="{code}" id="{code}-{{key}}"{{{code}}}><label for="{code}-{{key}}">{label}</label></span>'
    for code, label in MARKS
)
_ROW = f"""
    <fieldset class="academy-register__row"><legend class="academy-register__name">{{name}}</legend>
      <input type="hidden" name="was-{{key}}" value="{{was}}">
      <div class="academy-register__marks">{_MARKS}</div>
      <p class="academy-register__minutes"><label for="minutes-{{key}}">Minutes there, of {{whole}}</label> <input \
class="govuk-input govuk-input--width-4" type="text" inputmode="numeric" id="minutes-{{key}}" name="minutes-{{key}}" \
value="{{minutes}}"></p>
      {{marked_by}}
    </fieldset>"""
_CHECKED = SafeString(" checked")


def drawn_rows(rows: Iterable[Row], whole: int) -> SafeString:
    """A fieldset for each person: the mark, the minutes of `whole`, and who marked them."""
    return format_html_join("", "{}", ((_drawn(row, whole),) for row in rows))


def _drawn(row: Row, whole: int) -> SafeString:
    return format_html(
        _ROW,
        key=row.key,
        name=row.name,
        was=row.was,
        whole=whole,
        minutes=row.minutes,
        marked_by=_marked_by(row),
        **{code: _CHECKED if row.mark == code else "" for code, _ in MARKS},
    )


def _marked_by(row: Row) -> str:
    if not row.marked_by:
        return ""
    return format_html('<p class="academy-register__by academy-muted">{}</p>', row.marked_by)
