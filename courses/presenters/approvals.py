"""Requests for approval as managers read them: a list for two minutes on a phone, and one with what to weigh."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses import approval_policies
from courses.models import Approval, Booking
from courses.rules.approval import REASONS
from courses.rules.conditions.loading import local_day, portions_of
from courses.rules.cover import Cover, cover
from cpd_records import policies as allowance_policies
from cpd_records.presenters.allowance import bar_of, year_label
from cpd_records.rules.affordability import balances_of
from cpd_records.rules.portions import needs_by_year
from foundation.allowance_bar import AllowanceBar
from foundation.british_dates import clock_span, date_and_time, long_date, weekday_date
from foundation.durations import minutes_as_days_and_hours
from foundation.months import months_later
from foundation.policies import PolicyBook
from workforce.querysets.deciders import managers_of

COLOURS = {"pending": "yellow", "approved": "green", "declined": "grey", "lapsed": "grey", "withdrawn": "grey"}


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One request in a list."""

    key: str
    url: str
    learner: str
    course: str
    dates: tuple[str, ...]
    length: str
    why: str
    beyond: str
    until: str
    note: str
    further_up: bool


@dataclass(frozen=True, slots=True)
class YearBar:
    """One allowance year of the person: the bar, what this would take, and whether it is set aside already."""

    heading: str
    bar: AllowanceBar
    takes: str


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One request with everything to weigh. `answer` is empty while it waits."""

    row: ApprovalRow
    status: str
    colour: str
    where: str
    years: tuple[YearBar, ...]
    cover: tuple[str, ...]
    missed: tuple[str, ...]
    answer: str


def approval_row(approval: Approval) -> ApprovalRow:
    """One request; it comes with its booking, session, course, dates and person (`with_booking`)."""
    booking = approval.booking
    session = booking.session
    beyond = minutes_as_days_and_hours(approval.excess_minutes)
    return ApprovalRow(
        key=str(approval.public_id),
        url=f"/team/approvals/{approval.public_id}/",
        learner=booking.person.full_name,
        course=session.course.title,
        dates=tuple(
            f"{weekday_date(each.starts_at)}, {clock_span(each.starts_at, each.ends_at)}"
            for each in session.dates.all()
        ),
        length=minutes_as_days_and_hours(session.learning_minutes),
        why=REASONS[approval.why_asked],
        beyond=f"{beyond} beyond the allowance" if approval.excess_minutes else "",
        until=date_and_time(approval.lapses_at),
        note=approval.note,
        further_up=approval.escalated_at is not None,
    )


def approval_rows(approvals: Iterable[Approval]) -> list[ApprovalRow]:
    """Many of them, without a query."""
    return [approval_row(each) for each in approvals]


def approval_page(approval: Approval, at: datetime, book: PolicyBook) -> ApprovalPage:
    """One request with the person's allowance, cover in the team, and what they missed; ten queries at most."""
    booking = approval.booking
    session, person = booking.session, booking.person
    return ApprovalPage(
        row=approval_row(approval),
        status=approval.get_state_display(),
        colour=COLOURS[approval.state],
        where=session.venue.name if session.venue else "Online",
        years=_years(booking, book),
        cover=tuple(_cover_sentence(each) for each in cover(person, session.dates.all(), local_day(at))),
        missed=_missed(booking, at, book),
        answer=_answer(approval),
    )


def _years(booking: Booking, book: PolicyBook) -> tuple[YearBar, ...]:
    """Each allowance year of the session. Minutes that are set aside stand in the bar as booked."""
    session = booking.session
    if not session.counts_towards_allowance:
        return ()
    needs = needs_by_year(portions_of(session.dates.all(), session))
    balances = balances_of(booking.person_id, needs)
    per_day = book.whole(allowance_policies.DAY, local_day(session.starts_at))
    bars = []
    for start, need in needs.items():
        if start not in balances:
            continue
        takes = minutes_as_days_and_hours(need.minutes, per_day)
        said = "is set aside in the bar already" if booking.allowance_minutes else "is not in the bar yet"
        bar = bar_of(balances[start], per_day, ident=f"year-{start.year}")
        bars.append(YearBar(f"Learning allowance, {year_label(start)}", bar, f"This takes {takes}, which {said}."))
    return tuple(bars)


def _cover_sentence(found: Cover) -> str:
    if not found.team:
        return f"{long_date(found.day)}: nobody else reports to the same manager"
    return f"{long_date(found.day)}: {found.unavailable} of {found.team} colleagues unavailable"


def _missed(booking: Booking, at: datetime, book: PolicyBook) -> tuple[str, ...]:
    """What was missed and counts. What lies outside somebody's control is not in it."""
    day = local_day(at)
    since = months_later(day, -book.whole(approval_policies.MISSED_MONTHS, day))
    rows = Booking.objects.filter(person=booking.person_id).missed_and_counting(since).select_related("session__course")
    return tuple(
        f"{each.session.course.title}, {long_date(each.session.starts_at)}: "
        + ("given up late" if each.state == Booking.State.CANCELLED else "not there")
        for each in rows
    )


def _answer(approval: Approval) -> str:
    if approval.decided_at is None:
        return ""
    by = f" by {approval.decided_by.get_full_name()}" if approval.decided_by else ""
    reason = f": {approval.reason}" if approval.reason else ""
    return f"{approval.get_state_display()}{by} on {date_and_time(approval.decided_at)}{reason}"


def standing_of_approval(approvals: Any, booking: Booking, at: datetime) -> str:
    """What the person reads of their own request: who was asked and until when, or what was answered."""
    if booking.state not in (*Booking.LIVE_STATES, Booking.State.DECLINED) or booking.state == Booking.State.BOOKED:
        return ""
    found = approvals.select_related("decided_by").order_by("-pk").first()
    if found is None:
        return ""
    if found.state == Approval.State.PENDING:
        managers = managers_of([booking.person_id], local_day(at)).get(booking.person_id, [])
        asked = " or ".join(each.full_name for each in managers) or "a learning coordinator"
        until = date_and_time(found.lapses_at)
        return f"{REASONS[found.why_asked]} We have asked {asked}. Without an answer the request ends on {until}."
    return _answer(found)
