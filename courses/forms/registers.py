"""What a register's page sends: one mark for each person, and what the page had shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.actions.registers import Given
from courses.models import Booking, SessionDate

MARKS = ("present", "partial", "absent")
ALL_PRESENT = "all_present"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, and the id of the field on the page."""

    text: str
    anchor: str


def read_register(
    data: Mapping[str, str], roster: Sequence[Booking], date: SessionDate
) -> tuple[list[Given], list[Problem]]:
    """The marks that were changed on this page, and what is wrong with them.

    A mark that stands as the page showed it is left alone, so that somebody who marked the same
    person meanwhile is not overwritten by an old page. "Mark everybody else present" fills those
    that nobody had marked.
    """
    given, problems = [], []
    fill = data.get("do") == ALL_PRESENT
    for booking in roster:
        key = str(booking.public_id)
        mark, was = data.get(f"mark-{key}", ""), data.get(f"was-{key}", "")
        if not mark and fill:
            mark = "present"
        minutes = data.get(f"minutes-{key}", "").strip()
        if mark not in MARKS or _now(mark, minutes) == was:
            continue
        if mark == "partial" and not _in_range(minutes, date.learning_minutes):
            text = f"Enter the minutes {booking.person.full_name} was there, from 1 to {date.learning_minutes - 1}"
            problems.append(Problem(text, f"#minutes-{key}"))
            continue
        given.append(Given(booking.pk, date.pk, mark, int(minutes) if mark == "partial" else None))
    return given, problems


def _now(mark: str, minutes: str) -> str:
    return f"{mark}:{minutes}" if mark == "partial" else mark


def _in_range(minutes: str, whole: int) -> bool:
    return minutes.isascii() and minutes.isdigit() and 0 < int(minutes) < whole
