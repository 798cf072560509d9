"""The next cycle of a requirement, worked out from the ones there are (DESIGN 4, LEARNING_PLATFORMS 4.3).

Pure, and only ever forward: a completed cycle is what it was. Learning older than the last completed
cycle changes nothing of it. Days are local days; `due_on` is the last good day, `valid_until` the first
day a completion no longer holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foundation.british_dates import long_date
from foundation.months import months_later

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a requirement asks from a day on.

    `basis` is completion, expiry or anniversary; `anniversary` is (month, day), for that one only.
    """

    starts_on: date
    first_due_days: int
    lasts_months: int | None
    window_months: int
    basis: str = "completion"
    anniversary: tuple[int, int] | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Learning that counts: the day it was completed, and the source of its record.

    `until` is the first day on which a certificate from elsewhere no longer holds, None where it has no end.
    """

    on: date
    source: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle, as `RequirementPeriod` keeps it."""

    number: int
    window_opens_on: date
    due_on: date
    how: str
    completed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    evidence: str = ""
    closed_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.completed_on is None and self.closed_on is None


def setting_on(settings: Sequence[Setting], day: date) -> Setting:
    """The setting in force on a day; before the first one, the first one. `settings` are oldest first."""
    begun = [setting for setting in settings if setting.starts_on <= day]
    return begun[-1] if begun else settings[0]


def extend(
    cycles: Sequence[Cycle],
    evidence: Iterable[Evidence],
    settings: Sequence[Setting],
    asked_from: date | None,
    on: date,
) -> list[Cycle]:
    """All cycles as they stand on a day: those given, the open one completed or closed, and what follows.

    `asked_from` is the day from which the requirement is asked of somebody, None when it is not.
    Running it twice, or each night, gives the same.
    """
    found = list(cycles)
    waiting = _waiting(found, evidence, on)
    while True:
        last = found[-1] if found else None
        waiting = _renewing(waiting, found)
        if last is not None and last.open and waiting and asked_from is not None:
            found[-1] = completed(last, _before(found), waiting.pop(0), settings)
        elif last is not None and last.open:
            if asked_from is None:
                found[-1] = replace(last, closed_on=on)
            return found
        else:
            following = _following(last, settings, asked_from)
            if following is None:
                return found
            found.append(following)


def _renewing(waiting: list[Evidence], cycles: Sequence[Cycle]) -> list[Evidence]:
    """Without the next pieces that run out no later than what holds already: they would take time away."""
    before = _before(cycles) if cycles and cycles[-1].open else None
    held = before.valid_until if before else None
    if held is None:
        return waiting
    renewing = (number for number, each in enumerate(waiting) if each.until is None or each.until > held)
    return waiting[next(renewing, len(waiting)) :]


def completed(cycle: Cycle, before: Cycle | None, evidence: Evidence, settings: Sequence[Setting]) -> Cycle:
    """The cycle with its completion, and how long that holds, in a sentence.

    A certificate from elsewhere holds no longer than it says itself; where once is enough nothing runs out.
    """
    setting = setting_on(settings, evidence.on)
    until, words = _valid_until(setting, cycle, before, evidence.on)
    if until is not None and evidence.until is not None and evidence.until < until:
        until = evidence.until
        words = (
            f"The certificate itself runs out sooner than {setting.lasts_months} months: {long_date(until - ONE_DAY)}."
        )
    return replace(
        cycle,
        completed_on=evidence.on,
        valid_from=evidence.on,
        valid_until=until,
        evidence=evidence.source,
        how=f"Completed on {long_date(evidence.on)}. {words}",
    )


def _waiting(cycles: Sequence[Cycle], evidence: Iterable[Evidence], on: date) -> list[Evidence]:
    """Learning up to the day that is newer than the last completed cycle; one piece a day is enough, and of two
    that which holds longer. A certificate that had run out by then is none."""
    last = max((cycle.completed_on for cycle in cycles if cycle.completed_on), default=date.min)
    good = [piece for piece in evidence if piece.until is None or piece.until > piece.on]
    by_source = sorted(good, key=lambda piece: piece.source, reverse=True)
    by_day = {piece.on: piece for piece in sorted(by_source, key=lambda piece: piece.until or date.max)}
    return [by_day[day] for day in sorted(by_day) if last < day <= on]


def _before(cycles: Sequence[Cycle]) -> Cycle | None:
    return cycles[-2] if len(cycles) > 1 else None


def _following(last: Cycle | None, settings: Sequence[Setting], asked_from: date | None) -> Cycle | None:
    """The cycle that comes next, or None where nothing more is asked."""
    if asked_from is None:
        return None
    if last is None or last.closed_on is not None:
        return _first(last, settings, asked_from)
    if last.valid_until is None:
        return None
    return _renewal(last, last.valid_until, settings, asked_from)


def _first(last: Cycle | None, settings: Sequence[Setting], asked_from: date) -> Cycle:
    opens = max(asked_from, last.closed_on) if last and last.closed_on else asked_from
    setting = setting_on(settings, opens)
    how = f"Asked from {long_date(opens)}, within {setting.first_due_days} days."
    return Cycle((last.number if last else 0) + 1, opens, opens + timedelta(days=setting.first_due_days), how)


def _renewal(last: Cycle, expires: date, settings: Sequence[Setting], asked_from: date) -> Cycle:
    """Due on the last day the one before holds; never sooner than a newcomer would be given."""
    setting = setting_on(settings, last.valid_from or expires)
    newcomer = asked_from + timedelta(days=setting.first_due_days)
    due = max(expires - ONE_DAY, newcomer)
    how = f"Renews what holds until {long_date(expires - ONE_DAY)}."
    if due == newcomer:
        how = f"Asked from {long_date(asked_from)}, within {setting.first_due_days} days."
    return Cycle(
        last.number + 1, max(months_later(expires, -setting.window_months), last.valid_from or expires), due, how
    )


def _valid_until(setting: Setting, cycle: Cycle, before: Cycle | None, on: date) -> tuple[date | None, str]:
    if setting.lasts_months is None:
        return None, "Once is enough."
    if setting.basis == "anniversary" and setting.anniversary:
        until = _anniversary(on, setting.lasts_months, setting.window_months, setting.anniversary)
        return until, f"Runs to {long_date(until - ONE_DAY)}, the day before the yearly date."
    kept = before.valid_until if before and setting.basis == "expiry" else None
    in_time = kept is not None and cycle.window_opens_on <= on < kept
    start = kept if in_time and kept else on
    until = months_later(start, setting.lasts_months)
    counted = "the day the last one runs out, as it was renewed in time" if in_time else "that day"
    return until, f"Lasts {setting.lasts_months} months from {counted}: until {long_date(until - ONE_DAY)}."


def _anniversary(on: date, lasts: int, window: int, day: tuple[int, int]) -> date:
    """The last yearly date that the months reach, or the one after where that would be renewed at once."""
    reach = months_later(on, lasts)
    candidates = [date(year, *day) for year in range(on.year, reach.year + 3)]
    within = [each for each in candidates if months_later(on, window) < each <= reach]
    return within[-1] if within else next(each for each in candidates if each > months_later(on, window))
