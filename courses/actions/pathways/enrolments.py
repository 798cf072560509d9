"""Who is on which pathway: by rule each night and after an import, by hand at any time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.models import Enrolment, Pathway
from courses.permissions import NotForYou
from courses.querysets.learned import Learned, learned_by
from courses.rules.pathway_progress import Step, progress, steps_of
from foundation import changelog, policies
from workforce.models import Person
from workforce.permissions import can_manage, coordinates
from workforce.rules.audience_facts import facts_of_many
from workforce.rules.audiences import AudienceFacts, belongs_by_codes

BATCH = 500
ROLE_CHANGED, FINISHED, GONE = "Their role changed", "Completed", "No longer here"


class CannotJoin(ValueError):
    """Somebody cannot be put on, or leave, this pathway; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pathway as the rule reads it. Where most people finish in so many days, whoever began goes
    on until they have finished, though they are, say, no longer new."""

    pathway: Pathway
    terms: tuple[Any, ...]
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Enrolled:
    """What a run did, in rows."""

    begun: int = 0
    ended: int = 0

    def __str__(self) -> str:
        return f"enrolments begun {self.begun}, ended {self.ended}"


def enrol_by_rule(*, at: datetime, person_ids: Iterable[int] | None = None) -> Enrolled:
    """Bring these people's, or everybody's, enrolments in step with their roles. Repeatable."""
    on, done = timezone.localdate(at), Enrolled()
    rules = [
        Rule(pathway, tuple(pathway.audiences.all()), steps_of(pathway.steps))
        for pathway in Pathway.objects.on_offer(on).prefetch_related("audiences")
    ]
    people = Person.objects.filter(joined_into=None)
    wanted = people if person_ids is None else people.filter(pk__in=list(person_ids))
    keys = sorted(wanted.values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        _bring(keys[first : first + BATCH], rules, on, at, done)
    return done


@transaction.atomic
def _bring(keys: list[int], rules: list[Rule], on: date, at: datetime, done: Enrolled) -> None:
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    facts = facts_of_many(keys, on, policies.book())
    learned = learned_by(keys)
    rows = Enrolment.objects.filter(person__in=keys, ends_on=None)
    running = {(row.person_id, row.pathway_id): row for row in rows}
    new, over = [], []
    for person_id, found in facts.items():
        codes = found.codes
        for rule in rules:
            standing = running.pop((person_id, rule.pathway.pk), None)
            holds = belongs_by_codes(codes, rule.terms) if rule.terms and _here(found) else None
            if holds and holds.yes and standing is None:
                if not _finished(rule, person_id, learned):
                    new.append(_enrolment(person_id, rule, ", ".join(holds.through), on, at))
            elif standing is not None and not (holds and holds.yes):
                reason = _over(standing, rule, found, learned)
                over += [_ended(standing, reason, on)] if reason else []
    over += [_ended(row, ROLE_CHANGED, on) for row in running.values() if row.how == Enrolment.How.RULE]
    Enrolment.objects.bulk_create(new)
    Enrolment.objects.bulk_update(over, ["ends_on", "ended_reason"])
    changelog.record_many(
        changelog.entry(by=None, at=at, verb=f"enrolment {verb}", subject=row, label="system: pathways")
        for verb, rows in (("begun", new), ("ended", over))
        for row in rows
    )
    done.begun, done.ended = done.begun + len(new), done.ended + len(over)


def _here(facts: AudienceFacts) -> bool:
    return bool(facts.posts or facts.organisation)


def _finished(rule: Rule, person_id: int, learned: Learned) -> bool:
    """A pathway for a first time (it has days to finish in) is not begun again by who has done it all."""
    if rule.pathway.finish_days is None:
        return False
    return progress(rule.steps, *learned.of(person_id, rule.pathway.pk)).complete


def _over(row: Enrolment, rule: Rule, facts: AudienceFacts, learned: Learned) -> str:
    """Why an enrolment ends, or an empty text while it goes on."""
    if not _here(facts):
        return GONE
    if row.how != Enrolment.How.RULE:
        return ""
    if rule.pathway.finish_days is None:
        return ROLE_CHANGED
    return FINISHED if _finished(rule, row.person_id, learned) else ""


def _enrolment(person_id: int, rule: Rule, through: str, on: date, at: datetime) -> Enrolment:
    return Enrolment(
        person_id=person_id,
        pathway=rule.pathway,
        how=Enrolment.How.RULE,
        through=through[:255],
        starts_on=on,
        enrolled_at=at,
    )


def _ended(row: Enrolment, reason: str, on: date) -> Enrolment:
    row.ends_on, row.ended_reason = max(on, row.starts_on), reason
    return row


@transaction.atomic
def enrol(*, person: Person, pathway: Pathway, by: Any, at: datetime) -> Enrolment:
    """Put somebody on a pathway by hand: oneself where it is open, one's people as their manager,
    anybody as a coordinator. Twice gives the row there is. Raises NotForYou or CannotJoin."""
    on = timezone.localdate(at)
    how = _by_hand(person, pathway, by, on)
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    if not pathway.live or (pathway.retired_on and pathway.retired_on <= on):
        raise CannotJoin("This pathway is not offered any more. Choose another one.")
    row, new = Enrolment.objects.get_or_create(
        person=person,
        pathway=pathway,
        ends_on=None,
        defaults={"how": how, "starts_on": on, "enrolled_by": by, "enrolled_at": at},
    )
    if new:
        changelog.record(by=by, at=at, verb="enrol on pathway", subject=row, fields=["pathway"])
    return row


@transaction.atomic
def leave(*, enrolment: Enrolment, by: Any, at: datetime) -> Enrolment:
    """End an enrolment made by hand. Raises NotForYou, or CannotJoin for one that follows from a role."""
    on = timezone.localdate(at)
    row = Enrolment.objects.select_for_update().select_related("person").get(pk=enrolment.pk)
    if not (row.person.user_id == by.pk or can_manage(by, row.person, on) or coordinates(by, on)):
        raise NotForYou("Only the person, their manager or a coordinator ends this.")
    if row.how == Enrolment.How.RULE:
        raise CannotJoin("This pathway goes with the role. It ends when the role does.")
    if row.ends_on is None:
        _ended(row, "Left", on).save(update_fields=["ends_on", "ended_reason"])
        changelog.record(by=by, at=at, verb="leave pathway", subject=row, fields=["ends_on"])
    return row


def _by_hand(person: Person, pathway: Pathway, by: Any, on: date) -> str:
    if person.user_id == by.pk:
        if not pathway.open_to_join:
            raise CannotJoin("This pathway goes with a role. Ask your manager if it would help you.")
        return Enrolment.How.CHOICE
    if can_manage(by, person, on):
        return Enrolment.How.MANAGER
    if coordinates(by, on) and Person.objects.visible_to(by, on).filter(pk=person.pk).exists():
        return Enrolment.How.COORDINATOR
    raise NotForYou("You can put your own people on a pathway.")
