"""What a meeting's list would write, before anything is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from courses.models import AttendanceMark, SessionDate
from courses.presenters.register_desk import Desk
from courses.rules.attendance import ABSENT, MARKS, PARTIAL, Hours
from courses.rules.meeting_lists import Attendee, Joined, Listed, Proposal, attendees, proposals
from courses.rules.rosters import OnRegister

LABELS = dict(MARKS)


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the register: what the list says, what the register says, and what is chosen to begin with."""

    key: str
    name: str
    listed: str
    register: str
    mark: str
    minutes: str
    was: str

    @property
    def differs(self) -> bool:
        """Whether saving would change the register."""
        return bool(self.was) and self.was != (f"{self.mark}:{self.minutes}" if self.mark == PARTIAL else self.mark)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody on the list who is not certainly anybody on the register. `choices` are (key, name)."""

    number: int
    name: str
    email: str
    minutes: int
    ambiguous: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole page."""

    lines: list[Line]
    strangers: list[Stranger]
    matched: int
    missing: int

    @property
    def ambiguous(self) -> list[Stranger]:
        """Those whose name fits more than one person, or one with another address."""
        return [each for each in self.strangers if each.ambiguous]


def preview(desk: Desk, date: SessionDate, rows: Sequence[Joined], whole_percent: int) -> Preview:
    """Everybody on the register and everybody else on the list, matched by e-mail, then name."""
    roster = [Listed(str(each.public_id), each.name, each.email) for each in desk.roster]
    hours = Hours(date.starts_at, date.ends_at, date.learning_minutes)
    found = attendees(rows, roster, hours)
    said = {each.key: each for each in proposals(found, roster, hours, whole_percent)}
    here = {each.key for each in found if each.key}
    lines = [
        _line(booking, said[str(booking.public_id)], desk.newest.get((booking.pk, date.pk)), here)
        for booking in desk.roster
    ]
    names = tuple((each.key, each.name) for each in roster)
    strange = [each for each in found if not each.key]
    return Preview(
        lines=lines,
        strangers=[_stranger(number, each, names) for number, each in enumerate(strange)],
        matched=len(here),
        missing=len(lines) - len(here),
    )


def _line(booking: OnRegister, said: Proposal, mark: AttendanceMark | None, here: Collection[str]) -> Line:
    """Somebody already marked and not on the list keeps their mark: they may have been in the room."""
    code, minutes = said.mark, said.minutes
    if mark is not None and said.mark == ABSENT:
        code, minutes = mark.mark, mark.minutes
    was = "" if mark is None else mark.mark
    return Line(
        key=str(booking.public_id),
        name=booking.name,
        listed=_listed(said, here),
        register=_words(mark.mark, mark.minutes) if mark else "",
        mark=code,
        minutes=str(minutes) if code == PARTIAL else "",
        was=f"{was}:{mark.minutes}" if mark is not None and was == PARTIAL else was,
    )


def _listed(said: Proposal, here: Collection[str]) -> str:
    if said.mark != ABSENT:
        return _words(said.mark, said.minutes)
    return "On the list, but not in the session's hours" if said.key in here else "Not on the list"


def _words(mark: str, minutes: int) -> str:
    return f"{LABELS[mark]}, {minutes} minutes" if mark == PARTIAL else LABELS[mark]


def _stranger(number: int, each: Attendee, names: tuple[tuple[str, str], ...]) -> Stranger:
    likely = [pair for pair in names if pair[0] in each.could_be]
    others = [pair for pair in names if pair[0] not in each.could_be]
    return Stranger(number, each.name, each.email, each.minutes, bool(likely), (*likely, *others))
