"""Claims in words: lists, one claim with its thread and files, and what verifying would do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cpd_records import policies
from cpd_records.claim_policies import CAPS as CAP_KEYS
from cpd_records.models import Account, Claim, ClaimEvent, ClaimKind
from cpd_records.presenters.certificates import span
from cpd_records.rules.affordability import YearEffect, effect
from cpd_records.rules.balances import balance_of
from cpd_records.rules.claim_counting import counted_many
from cpd_records.rules.claim_days import outside_working_time
from cpd_records.rules.entitlement import is_staff
from cpd_records.rules.spells import spells_by_person
from cpd_records.rules.years import year_name, year_start
from foundation.durations import minutes_as_days_and_hours
from foundation.methodologies import METHODOLOGIES
from foundation.policies import PolicyBook

COLOURS = {
    "draft": "grey",
    "asked": "yellow",
    "agreed": "teal",
    "submitted": "yellow",
    "queried": "orange",
    "verified": "green",
    "refused": "red",
    "withdrawn": "grey",
    "reversed": "red",
}
STATES = dict(Claim.State.choices)
FOR_OTHERS = {**STATES, "queried": "Waiting for their answer", "asked": "Asks first"}
STEPS = dict(ClaimEvent.What.choices)


@dataclass(frozen=True, slots=True)
class Effect:
    """What verifying a claim would do; `missing` says that more is claimed than is left."""

    lines: tuple[str, ...]
    missing: bool = False
    years: tuple[YearEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in a list. `words` is what was written, where the reader may read it."""

    key: str
    who: str
    title: str
    kind: str
    when: str
    time: str
    state: str
    colour: str
    words: str = ""
    effect: Effect = Effect(())
    files: int = 0


def line(claim: Claim, kinds: Mapping[str, Any], day: int, *, own: bool = True, **more: Any) -> ClaimLine:
    """A claim as a list has it; `own` for its person's list."""
    return ClaimLine(
        key=str(claim.public_id),
        who="" if own else claim.person.full_name,
        title=claim.title,
        kind=kind_name(claim, kinds),
        when=span(claim.starts_on, claim.ends_on),
        time=minutes_as_days_and_hours(claim.minutes, day),
        state=(STATES if own else FOR_OTHERS)[claim.state],
        colour=COLOURS[claim.state],
        **more,
    )


def kind_name(claim: Claim, kinds: Mapping[str, Any]) -> str:
    """What the kind is called now; its code where it is no longer offered."""
    found = kinds.get(claim.kind)
    return found.name if found else claim.kind.replace("_", " ")


def effects(claims: Sequence[Claim], kinds: Mapping[str, Any], figures: PolicyBook, on: date) -> dict[int, Effect]:
    """What verifying each would do, as things stand: a number of queries that does not grow with them."""
    people = {claim.person_id for claim in claims}
    counted, spells = counted_many(claims, kinds, figures), spells_by_person(people)
    years = {year_start(portion.on) for found in counted.values() for portion in found.portions}
    accounts = Account.objects.filter(person__in=people, year_starts_on__in=years).with_balances()
    balances: dict[int, dict[date, Any]] = {}
    for account in accounts:
        balances.setdefault(account.person_id, {})[account.year_starts_on] = balance_of(account.sums)
    day, agency = figures.whole(policies.DAY, on), figures.yes(policies.AGENCY, on)
    found = {}
    for claim in claims:
        staff = is_staff(spells.get(claim.person_id, []), agency)
        would = effect(counted[claim.pk].portions, balances.get(claim.person_id, {}), keeps_ledger=staff)
        lines = [*counted[claim.pk].lines, *_lines(would, day)] if staff else [NO_LEDGER]
        found[claim.pk] = Effect(tuple(lines), not would.affordable, would.years)
    return found


NO_LEDGER = "There is no learning allowance here: it goes into the record and takes nothing off."


def _lines(would: Any, day: int) -> Iterable[str]:
    if would.costs_nothing:
        yield "It goes into the record and takes nothing off the allowance."
    for year in would.years:
        needed, left = (minutes_as_days_and_hours(n, day) for n in (year.need.minutes, year.before.left))
        name = year_name(year.year_starts_on)
        if year.missing:
            lacks = minutes_as_days_and_hours(year.missing, day)
            yield f"It takes {needed} off the allowance for {name}, and {left} is left: {lacks} too little."
        else:
            yield f"It takes {needed} off the allowance for {name}, of which {left} is left."


def facts(claim: Claim, kinds: Mapping[str, Any], day: int) -> list[dict[str, str]]:
    """Rows of a summary list: everything but what was written."""
    named = [label for code, label in METHODOLOGIES[:3] if code in claim.methodologies]
    provider = claim.provider.name if claim.provider else claim.provider_name
    rows = [
        ("Kind of learning", kind_name(claim, kinds)),
        ("When", span(claim.starts_on, claim.ends_on)),
        ("How long", minutes_as_days_and_hours(claim.minutes, day)),
        ("Approaches", ", ".join(named) or "General"),
        ("Provided by", provider),
        ("Certificate holds until", span(claim.valid_until, claim.valid_until) if claim.valid_until else ""),
        ("Taken off the allowance", _credited(claim, day)),
        ("Counts as", claim.course_code),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _credited(claim: Claim, day: int) -> str:
    if claim.state != Claim.State.VERIFIED:
        return ""
    return minutes_as_days_and_hours(claim.credited_minutes or 0, day)


def thread(events: Iterable[ClaimEvent], reader_id: int) -> list[dict[str, Any]]:
    """What happened, in order, with what was written at each step."""
    return [
        {"what": STEPS[event.what], "who": _who(event, reader_id), "at": event.at, "text": event.text}
        for event in events
    ]


def _who(event: ClaimEvent, reader_id: int) -> str:
    if event.by is None:
        return "the Academy"
    return "you" if event.by_id == reader_id else event.by.get_full_name()


def to_weigh(claim: Claim, others: Iterable[Any]) -> list[str]:
    """What whoever verifies should know: days off, agreed or not, and what else stands on those days."""
    said = []
    if outside_working_time(claim.starts_on, claim.ends_on):
        agreed = claim.events.filter(what=ClaimEvent.What.AGREED).exists()
        word = "It was agreed beforehand." if agreed else "Such learning counts if it was agreed beforehand."
        said.append(f"None of these days was a working day. {word}")
    said += [f"Already in the record on these days: {other.title}." for other in others]
    return said


def choices(kinds: Mapping[str, Any], figures: PolicyBook, on: date) -> tuple[list[Any], list[Any]]:
    """(kinds that can be claimed with what they ask, kinds that cannot with what to do instead)."""
    can = [(kind, _asks(kind, figures, on)) for kind in kinds.values() if kind.effect != ClaimKind.Effect.NONE]
    return can, [kind for kind in kinds.values() if kind.effect == ClaimKind.Effect.NONE]


def _asks(kind: Any, figures: PolicyBook, on: date) -> str:
    from_caps = {cap: figures.value(key, on) for cap, key in CAP_KEYS.items() if cap in kind.caps}
    said = []
    if from_caps:
        said.append(f"Counts up to {min(from_caps.values()):g} days a year.")
    if kind.effect == ClaimKind.Effect.RECORD:
        said.append("Takes nothing off your allowance.")
    if kind.evidence_needed:
        said.append("Needs evidence.")
    return " ".join(said)
