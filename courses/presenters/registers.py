"""A register as the person with the phone sees it: one date, everybody on it, what is marked and by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.models import AttendanceMark, Session, SessionDate
from courses.rules.conditions.loading import local_day
from courses.rules.rosters import OnRegister
from foundation.british_dates import clock_span, clock_time, weekday_date
from foundation.durations import minutes_as_hours

OUTCOMES = {"attended": "Attended", "partial": "Attended in part", "did_not_attend": "Was not there"}


@dataclass(frozen=True, slots=True)
class Row:
    """One person on one date. `was` is what the page showed, so that only real changes are written."""

    key: str
    name: str
    mark: str
    minutes: str
    was: str
    marked_by: str
    outcome: str
    walk_in: bool = False


@dataclass(frozen=True, slots=True)
class DateTab:
    """One date of the session, to choose from."""

    key: str
    label: str
    current: bool
    open: bool
    missing: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """All that the template shows."""

    key: str
    address: str
    title: str
    when: str
    where: str
    whole: int
    whole_in_words: str
    tabs: list[DateTab]
    rows: list[Row]
    missing: int
    missing_in_all: int
    can_mark: bool
    can_close: bool
    closed: str

    @property
    def walk_ins(self) -> list[Row]:
        """Those who were added at the door and can be taken off again."""
        return [row for row in self.rows if row.walk_in]

    @property
    def current(self) -> DateTab:
        """The date on show."""
        return next(tab for tab in self.tabs if tab.current)


Newest = Mapping[tuple[int, int], AttendanceMark]


def register_page(
    session: Session,
    dates: Sequence[SessionDate],
    shown: SessionDate,
    roster: Sequence[OnRegister],
    newest: Newest,
    at: datetime,
    address: str = "",
) -> RegisterPage:
    """The register on one date. Everything is loaded; `newest` are the marks that count, `address` where it lies."""
    is_open = session.state == Session.State.OPEN
    tabs = [_tab(each, each == shown, roster, newest, at) for each in dates]
    return RegisterPage(
        key=str(session.public_id),
        address=address,
        title=session.course.title,
        when=f"{weekday_date(shown.starts_at)}, {clock_span(shown.starts_at, shown.ends_at)}",
        where=session.venue.name if session.venue else "Online",
        whole=shown.learning_minutes,
        whole_in_words=minutes_as_hours(shown.learning_minutes),
        tabs=tabs,
        rows=[_row(booking, newest.get((booking.pk, shown.pk))) for booking in roster],
        missing=next(tab.missing for tab in tabs if tab.current),
        missing_in_all=sum(tab.missing for tab in tabs),
        can_mark=is_open and local_day(shown.starts_at) <= local_day(at),
        can_close=is_open and at >= dates[-1].starts_at,
        closed=_closed(session),
    )


def date_to_show(dates: Sequence[SessionDate], asked: str, at: datetime) -> SessionDate:
    """The date somebody asked for, else the latest that has come, else the first."""
    for each in dates:
        if str(each.public_id) == asked:
            return each
    come = [each for each in dates if local_day(each.starts_at) <= local_day(at)]
    return come[-1] if come else dates[0]


def by_booking_and_date(marks: Iterable[AttendanceMark]) -> Newest:
    """Marks by what they mark."""
    return {(mark.booking_id, mark.session_date_id): mark for mark in marks}


def totals(page_rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names by outcome, for the page before closing. Rows are (outcome, name)."""
    found: dict[str, list[str]] = {code: [] for code in OUTCOMES}
    for outcome, name in page_rows:
        found[outcome].append(name)
    return found


def _tab(each: SessionDate, current: bool, roster: Sequence[OnRegister], newest: Newest, at: datetime) -> DateTab:
    return DateTab(
        key=str(each.public_id),
        label=weekday_date(each.starts_at),
        current=current,
        open=local_day(each.starts_at) <= local_day(at),
        missing=sum((booking.pk, each.pk) not in newest for booking in roster),
    )


def _row(booking: OnRegister, mark: AttendanceMark | None) -> Row:
    code, minutes = (mark.mark, str(mark.minutes)) if mark else ("", "")
    return Row(
        key=str(booking.public_id),
        name=booking.name,
        mark=code,
        minutes=minutes if code == "partial" else "",
        was=f"{code}:{minutes}" if code == "partial" else code,
        marked_by=_marked_by(mark),
        outcome=OUTCOMES.get(booking.state, ""),
        walk_in=booking.walk_in,
    )


def _marked_by(mark: AttendanceMark | None) -> str:
    """Who said so, and how. A correction says why."""
    if mark is None:
        return ""
    who = mark.signed_as or (mark.by.get_full_name() if mark.by else "the Academy")
    if mark.source == AttendanceMark.Source.SELF:
        return f"Checked in at {clock_time(mark.at)}"
    if mark.source == AttendanceMark.Source.MEETING:
        return f"From the meeting's list, by {who} at {clock_time(mark.at)}"
    if mark.source == AttendanceMark.Source.CORRECTION:
        return f"Corrected by {who} on {weekday_date(mark.at)}: {mark.reason}"
    return f"Marked by {who} at {clock_time(mark.at)}"


def _closed(session: Session) -> str:
    if session.register_closed_at is None:
        return ""
    who = session.register_closed_by.get_full_name() if session.register_closed_by else "the Academy"
    return f"Closed by {who} on {weekday_date(session.register_closed_at)}"
