"""The walk from turn to turn of one clock."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

from foundation.policies import PolicyBook
from supervision import policies
from supervision.reasons import NO_SUPERVISOR
from supervision.rules.dues.away import days_away, later_by_absence, without_overlaps, working_days_later
from supervision.rules.dues.clock import Clock, Held, Turn, Window
from supervision.rules.dues.frequency import Interval, interval_on, is_short

ON_TIME, LATE, MISSED, OPEN = "on_time", "late", "missed", "open"


@dataclass(frozen=True, slots=True)
class Due:
    """One due day: counted from `starts_on`, on time until `last_good_on`."""

    starts_on: date
    due_on: date
    last_good_on: date
    interval: Interval


@dataclass(slots=True)
class _Walk:
    """Where the walk through one window stands. `since` is the last supervision, or the window's start."""

    clock: Clock
    book: PolicyBook
    on: date
    window: Window
    anchor: date
    since: date
    supervisor_id: int | None = None
    days: list[date] = field(default_factory=list)
    done: bool = False
    turns: list[Turn] = field(default_factory=list)


def turns(clock: Clock, book: PolicyBook, on: date) -> list[Turn]:
    """Every turn up to a day, oldest first; the last is open where the clock still runs."""
    found: list[Turn] = []
    for window in clock.counted:
        if window.starts_on <= on:
            found += _through(clock, book, on, window)
    return found


def due_after(clock: Clock, anchor: date, book: PolicyBook, on: date) -> Due | None:
    """When the supervision after a day is due. None where no post runs on that day."""
    interval = interval_on(clock, anchor, book)
    if interval is None:
        return None
    due_on = later_by_absence(clock.away, anchor, interval.after(anchor), on)
    return Due(anchor, due_on, _last_good(clock, anchor, due_on, interval, book, on), interval)


def _last_good(clock: Clock, anchor: date, due_on: date, interval: Interval, book: PolicyBook, on: date) -> date:
    """Grace; more where the date was moved for a reason, or a new supervisor has only just begun (DOMAIN 5)."""
    key = policies.SHORT_GRACE if is_short(interval, anchor, book) else policies.GRACE
    again = book.whole(policies.RESCHEDULE, due_on)
    days = [working_days_later(due_on, book.whole(key, due_on))]
    fresh = [*(shift.planned_for for shift in clock.shifts), *clock.changes]
    days += [working_days_later(day, again) for day in fresh if anchor < day <= due_on]
    return later_by_absence(clock.away, due_on, max(days), on)


def _through(clock: Clock, book: PolicyBook, on: date, window: Window) -> list[Turn]:
    anchor, supervisor = _anchor(clock, window.starts_on, book, on)
    walk = _Walk(clock, book, on, window, anchor, anchor, supervisor, [held.day for held in clock.held])
    while not walk.done:
        _turn(walk)
    return walk.turns


def _anchor(clock: Clock, start: date, book: PolicyBook, on: date) -> tuple[date, int | None]:
    """A supervision from before the window that still holds on its first day, or else that day."""
    before = [held for held in clock.held if held.day <= start]
    if before:
        due = due_after(clock, before[-1].day, book, on)
        if due is not None and due.due_on >= start:
            return before[-1].day, before[-1].supervisor_id
    return start, before[-1].supervisor_id if before else None


def _turn(walk: _Walk) -> None:
    """One turn: held in time, held late, missed, or still open; the walk ends where its window does."""
    due = due_after(walk.clock, walk.anchor, walk.book, walk.on)
    if due is None:
        walk.done = True
        return
    held = _next(walk)
    if held is not None and held.day <= due.last_good_on:
        _held(walk, due, held)
    else:
        _not_in_time(walk, due, held)


def _not_in_time(walk: _Walk, due: Due, held: Held | None) -> None:
    following = due_after(walk.clock, due.due_on, walk.book, walk.on)
    limit = following.due_on if following else due.last_good_on
    if held is not None and held.day <= limit:
        _held(walk, due, held)
    elif _is_over(walk, due, following):
        _missed(walk, due, limit)
    elif _ended(walk):
        walk.done = True
    else:
        _open(walk, due)


def _ended(walk: _Walk) -> bool:
    return walk.window.ends_on is not None and walk.window.ends_on <= walk.on


def _is_over(walk: _Walk, due: Due, following: Due | None) -> bool:
    """Whether nothing can be made good any more: the next was due before today, or the window ended after this."""
    if _ended(walk):
        return walk.window.ends_on is not None and due.last_good_on < walk.window.ends_on
    return following is not None and following.due_on < walk.on


def _next(walk: _Walk) -> Held | None:
    """The next supervision after the anchor, inside the window, up to the day asked about."""
    place = bisect_right(walk.days, walk.anchor)
    if place == len(walk.days):
        return None
    held = walk.clock.held[place]
    ends = walk.window.ends_on
    return held if held.day <= walk.on and (ends is None or held.day < ends) else None


def _held(walk: _Walk, due: Due, held: Held) -> None:
    outcome = ON_TIME if held.day <= due.last_good_on else LATE
    reason = "" if outcome == ON_TIME else _reason(walk.clock, due, held.day)
    supervisor = held.supervisor_id or walk.supervisor_id
    walk.turns.append(_said(walk, due, min(due.due_on, held.day), outcome, held.day, held, reason, supervisor))
    walk.anchor = walk.since = held.day
    walk.supervisor_id = supervisor


def _missed(walk: _Walk, due: Due, limit: date) -> None:
    """The clock goes on from the day it was due: each further interval without a supervision is one more."""
    last = walk.window.ends_on - timedelta(days=1) if walk.window.ends_on else walk.on
    until = min(limit, last, walk.on)
    reason = _reason(walk.clock, due, until - timedelta(days=1))
    walk.turns.append(_said(walk, due, due.due_on, MISSED, until, None, reason, walk.supervisor_id))
    walk.anchor = due.due_on


def _open(walk: _Walk, due: Due) -> None:
    reason = _reason(walk.clock, due, walk.on)
    walk.turns.append(_said(walk, due, due.due_on, OPEN, walk.on, None, reason, walk.supervisor_id))
    walk.done = True


def _said(
    walk: _Walk, due: Due, counts_on: date, outcome: str, until: date, held: Held | None, reason: str, who: int | None
) -> Turn:
    nobodys = without_overlaps([*walk.clock.away, *walk.clock.unled])
    gap = (until - walk.since).days - days_away(nobodys, walk.since, until, walk.on)
    team = next((role.team_id for role in walk.clock.roles if role.runs(counts_on)), None)
    return Turn(
        starts_on=due.starts_on,
        due_on=due.due_on,
        last_good_on=due.last_good_on,
        counts_on=counts_on,
        every=due.interval.words,
        outcome=outcome,
        gap_days=max(gap, 0),
        held=held,
        reason=reason,
        supervisor_id=who,
        team_id=team,
    )


def _reason(clock: Clock, due: Due, until: date) -> str:
    """The code given last for a date that was moved or cancelled in this turn; or that nobody was named."""
    given = [shift.reason for shift in clock.shifts if due.starts_on < shift.planned_for <= until]
    if given:
        return given[-1]
    return NO_SUPERVISOR if any(window.holds(due.due_on) for window in clock.unled) else ""
