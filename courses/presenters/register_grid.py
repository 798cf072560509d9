"""All dates of a register in one table, drawn by one format each cell (see register_rows)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.models import AttendanceMark, SessionDate
from courses.presenters.registers import Newest
from courses.rules.conditions.loading import local_day
from courses.rules.rosters import OnRegister
from foundation.british_dates import weekday_date

_OPTIONS = "".join(
    f'<option value="{code}"{{{code}}}>{label}</option>'
    for code, label in (("none", "–"), ("present", "Present"), ("partial", "Part"), ("absent", "Not there"))
).replace('value="none"', 'value=""')
_CELL = (
    '<input type="hidden" name="was-{key}" value="{was}"><select class="govuk-select" name="mark-{key}" '
    f'id="mark-{{key}}" aria-label="{{name}}, {{day}}">{_OPTIONS}</select> '
    '<input class="govuk-input govuk-input--width-3" type="text" inputmode="numeric" id="minutes-{key}" '
    'name="minutes-{key}" value="{minutes}" aria-label="Minutes if part: {name}, {day}">'
)
_SELECTED = SafeString(" selected")


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings, and for each person a name and a cell for each date. A date still to come has empty cells."""

    days: list[str]
    rows: list[tuple[str, list[str]]]


def grid(dates: Sequence[SessionDate], roster: Sequence[OnRegister], newest: Newest, at: datetime) -> Grid:
    """The table, everything loaded."""
    days = [weekday_date(each.starts_at) for each in dates]
    open_dates = [local_day(each.starts_at) <= local_day(at) for each in dates]
    rows = []
    for booking in roster:
        cells = [
            _cell(booking, newest.get((booking.pk, each.pk)), number, days[number]) if open_dates[number] else ""
            for number, each in enumerate(dates)
        ]
        rows.append((booking.name, cells))
    return Grid(days, rows)


def _cell(booking: OnRegister, mark: AttendanceMark | None, number: int, day: str) -> str:
    code = mark.mark if mark else "none"
    minutes = str(mark.minutes) if mark and code == "partial" else ""
    was = {"none": "", "partial": f"partial:{minutes}"}.get(code, code)
    chosen = {each: _SELECTED if each == code else "" for each in ("none", "present", "partial", "absent")}
    return format_html(
        _CELL,
        key=f"{booking.public_id}-{number}",
        name=booking.name,
        day=day,
        was=was,
        minutes=minutes,
        **chosen,
    )
