"""Loads what `rules.registration` needs, for one person or a team, in a number of queries that stays the same."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cpd_records.models import Achievement, CpdRecord, Piece, RegistrationRule
from cpd_records.rules.duties import belonged_since
from cpd_records.rules.registration import Counts, Window, window_of
from foundation.models import Term
from foundation.policies import PolicyBook
from workforce.models import Person
from workforce.rules.audience_facts import with_spells


@dataclass(frozen=True, slots=True)
class Standing:
    """One person and one body on a day."""

    person_id: int
    rule: Any
    window: Window
    counts: Counts


@dataclass(frozen=True, slots=True)
class _Codes:
    """An audience of a rule, as `rules.audiences` wants it."""

    code: str
    name: str
    matches: Sequence[str]


def standings(people: Iterable[Person], on: date, book: PolicyBook) -> list[Standing]:
    """How each of these people stands with each body that concerns them, on a day."""
    rows = list(people)
    asked = RegistrationRule.objects.asked_on(on)
    facts = with_spells([person.pk for person in rows], on, book)
    concerned = [
        (person, rule, window_of(rule, on, _started(rule, person, facts, on)))
        for person in rows
        for rule in asked
        if concerns(rule, person, facts)
    ]
    tally = _Tally([person.pk for person in rows], [rule for _, rule, _ in concerned], on)
    return [
        Standing(person.pk, rule, window, tally.counts(person.pk, rule, window)) for person, rule, window in concerned
    ]


def concerns(rule: Any, person: Person, facts: Mapping[int, Any]) -> bool:
    """Whether a body asks something of somebody: by registration, or by what is true of them."""
    found = facts.get(person.pk)
    codes = found[0].codes if found else frozenset()
    return person.registration_body in rule.bodies or bool(codes & set(rule.audience_codes))


def _started(rule: Any, person: Person, facts: Mapping[int, Any], on: date) -> date | None:
    if rule.window != "start":
        return None
    spells = facts[person.pk][1] if person.pk in facts else []
    terms = [_Codes(rule.code, rule.title, rule.audience_codes)]
    return belonged_since(spells, terms, on) or person.continuous_service_date


class _Tally:
    """Everything counted of these people: at most four queries.

    An award or qualification counts once a coordinator has seen the proof, and for as long as it holds:
    whoever brought it along, or finished it late, has it.
    """

    def __init__(self, people: Sequence[int], rules: Sequence[Any], on: date) -> None:
        self.pieces = {
            (row["person_id"], row["rule_code"], row["window_starts_on"]): row
            for row in (Piece.objects.tallied(people) if rules else ())
        }
        self.standards = _standards(people, rules)
        self.records = _records(people) if any(rule.minutes or rule.learning for rule in rules) else {}
        asks_for_learning = any(rule.learning and rule.learning_kinds for rule in rules)
        self.awards = Counter(Achievement.objects.held_by(people, on) if asks_for_learning else ())

    def counts(self, person_id: int, rule: Any, window: Window) -> Counts:
        """Of one person, body and window."""
        row = self.pieces.get((person_id, rule.code, window.key), {})
        learned = [each for each in self.records.get(person_id, ()) if _inside(each, window)]
        shared = sum(each["minutes"] for each in learned if each["kind"] in rule.participatory_kinds)
        return Counts(
            pieces=row.get("pieces", 0),
            peer_pieces=row.get("peer_pieces", 0),
            minutes=sum(each["minutes"] for each in learned),
            participatory_minutes=shared,
            learning=sum(_counts_for(rule, each) for each in learned) + self._awarded(person_id, rule),
            standards=len(self.standards.get((person_id, rule.code, window.key), ())),
        )

    def _awarded(self, person_id: int, rule: Any) -> int:
        return sum(self.awards[person_id, kind] for kind in set(rule.learning_kinds))


def _records(people: Sequence[int]) -> dict[int, list[Any]]:
    """Standing learning by person, under every record joined into theirs."""
    of_them = Q(person__in=people) | Q(person__joined_into__in=people)
    fields = ("person_id", "person__joined_into", "kind", "course_code", "starts_on", "minutes", "outcome")
    found: dict[int, list[Any]] = {}
    for row in CpdRecord.objects.standing().filter(of_them).values(*fields):
        found.setdefault(row["person__joined_into"] or row["person_id"], []).append(row)
    return found


def _standards(people: Sequence[int], rules: Sequence[Any]) -> dict[tuple[int, str, date], set[int]]:
    vocabularies = {rule.vocabulary for rule in rules if rule.standards}
    if not vocabularies:
        return {}
    known = set(Term.objects.filter(vocabulary__code__in=vocabularies).values_list("pk", flat=True))
    found: dict[tuple[int, str, date], set[int]] = {}
    for person_id, code, key, term in Piece.objects.standards_by_person(people):
        if term in known:
            found.setdefault((person_id, code, key), set()).add(term)
    return found


def _inside(row: Any, window: Window) -> bool:
    return bool(row["starts_on"] >= window.first and (window.last is None or row["starts_on"] <= window.last))


def _counts_for(rule: Any, row: Any) -> bool:
    named = row["course_code"] in rule.course_codes or row["kind"] in rule.learning_kinds
    return bool(named and row["outcome"] == CpdRecord.Outcome.ATTENDED)
