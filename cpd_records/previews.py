"""Whom a policy figure of this room would touch, before it is saved (slot `policy_previews`).

Numbers of people, how much in all, and the largest change; never a name: who changes a figure need not
see whose it is. Each preview is a fixed number of queries, whatever the number of people.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from cpd_records import policies
from cpd_records.actions.entitlement import entitlements
from cpd_records.models import Account, CarryOver
from cpd_records.rules import carrying
from cpd_records.rules.balances import balance_of
from cpd_records.rules.entitlement import Spell
from cpd_records.rules.pointing_out import Noted, noted
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import day_before, following, year_name, year_start
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days
from foundation.policies import PolicyBook, book

ENTITLING = {policies.FULL_YEAR, policies.ROUND_UP, policies.AGENCY}


def preview(key: str, value: Decimal, starts_on: date) -> Iterator[str]:
    """Sentences for a figure of the allowance; none for other keys."""
    now = book()
    then = now.supposing(key, value, starts_on) if key in PREVIEWS else now
    yield from PREVIEWS.get(key, _nothing)(now, then, starts_on)


def _nothing(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    return iter(())


def _entitling(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    """The year the figure begins in, and the year after."""
    first, spells = year_start(starts_on), spells_by_person()
    day = now.whole(policies.DAY, starts_on)
    for start in (first, following(first)):
        yield _sentence(start, _minutes(spells, start, now), _minutes(spells, start, then), day)


def _minutes(spells: dict[int, list[Spell]], start: date, figures: PolicyBook) -> dict[int, int]:
    """Everybody's minutes of one year."""
    return {person: found.minutes for (person, _), found in entitlements(spells, [start], figures)}


def _sentence(start: date, before: dict[int, int], after: dict[int, int], day: int) -> str:
    changes = [after[person] - before[person] for person in before]
    more, fewer = [c for c in changes if c > 0], [c for c in changes if c < 0]
    if not (more or fewer):
        return f"{year_name(start)}: nobody’s allowance changes."
    gains = f"{_people(len(more))} {minutes_as_days(sum(more), day)} more in all" if more else ""
    losses = f"{_people(len(fewer))} {minutes_as_days(-sum(fewer), day)} less in all" if fewer else ""
    said = " and ".join(part for part in (gains, losses) if part)
    return f"{year_name(start)}: {said}. {_largest([*more, *fewer], day)}"


def _largest(changes: list[int], day: int) -> str:
    """ "The largest change is 1 day less, for 12 people." """
    change, count = max(Counter(changes).items(), key=lambda item: (abs(item[0]), item[0]))
    way = "more" if change > 0 else "less"
    return f"The largest change is {minutes_as_days(abs(change), day)} {way}, for {_count(count)}."


def _people(count: int) -> str:
    return "1 person gets" if count == 1 else f"{count:,} people get"


def _count(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _length_of_day(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    """No time moves; the same minutes are called otherwise."""
    full = now.whole(policies.FULL_YEAR, starts_on)
    before, after = now.whole(policies.DAY, starts_on), then.whole(policies.DAY, starts_on)
    people = Account.objects.of_year(year_start(starts_on)).count()
    if after <= 0:
        yield "A day must be longer than nothing."
        return
    yield (
        f"No time moves. A full allowance of {full:,} minutes is shown as {minutes_as_days(full, after)} instead of "
        f"{minutes_as_days(full, before)}, to {_count(people)} with an allowance year."
    )


def _pointing_out(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    """How many stand out with the figure, as things are, and how many did without it."""
    start = year_start(starts_on)
    accounts = Account.objects.of_year(start).with_balances()
    balances = [held for held in (balance_of(account.sums) for account in accounts) if held.granted or held.taken]
    before = Counter(noted(held, start, starts_on, now) for held in balances)
    after = Counter(noted(held, start, starts_on, then) for held in balances)
    for kind, words in ((Noted.ALL, "have used or booked all that"), (Noted.LOW, "have used and booked little")):
        yield (
            f"Of {_count(len(balances))} with an allowance in {year_name(start)}, managers would be told that "
            f"{after[kind]:,} {words} (now {before[kind]:,}), as things stand today."
        )


def _excess(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    """Who is beyond their allowance already, and what stands."""
    rows = Account.objects.of_year(year_start(starts_on)).with_balances()
    over = [account.sums["available"] for account in rows if account.sums["available"] < 0]
    name = year_name(year_start(starts_on))
    total = minutes_as_days(-sum(over), now.whole(policies.DAY, starts_on))
    verb = "is" if len(over) == 1 else "are"
    yield f"In {name} {_count(len(over))} {verb} beyond the allowance, {total} in all; that stands."
    if not then.yes(policies.EXCESS, starts_on):
        yield "From that day nothing more can be booked beyond what is left, whoever approves."


def _carrying(now: PolicyBook, then: PolicyBook, starts_on: date) -> Iterator[str]:
    """Proposals that wait and could no longer be granted; the last day."""
    first = year_start(starts_on)
    from_year = year_start(day_before(first)) if first == starts_on else first
    waiting = list(CarryOver.objects.filter(state="proposed").only("from_year", "minutes"))
    refused = [each for each in waiting if each.minutes > carrying.most(each.from_year, then)]
    yield (
        f"Time of {year_name(from_year)} could be used until {long_date(carrying.usable_until(from_year, then))}, "
        f"up to {minutes_as_days(carrying.most(from_year, then), then.whole(policies.DAY, starts_on))} a person."
    )
    yield f"{len(waiting):,} wait for an answer; {len(refused):,} of them ask for more. What was granted stands."


PREVIEWS: dict[str, Callable[[PolicyBook, PolicyBook, date], Iterator[str]]] = {
    **dict.fromkeys(ENTITLING, _entitling),
    policies.DAY: _length_of_day,
    policies.WARN: _pointing_out,
    policies.MIDYEAR_LOW: _pointing_out,
    policies.MIDYEAR_AFTER: _pointing_out,
    policies.EXCESS: _excess,
    policies.CARRY_MOST: _carrying,
    policies.CARRY_UNTIL: _carrying,
}
