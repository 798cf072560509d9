"""What Alice Gibbons made of her learning: a shared reflection, a private draft, one piece with peer reflection."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from cpd_records.actions import reflections
from cpd_records.actions.registration import peers, pieces
from cpd_records.models import CpdRecord, Reflection
from foundation.models import Term
from workforce.models import Person

ALICE, JOSEPH = "alice.gibbons@example.org", "joseph.skelton@example.org"
SHARED, DRAFT, PIECE = (UUID(int=20261130 + number, version=4) for number in range(3))
"""Fixed, so that loading again finds what is there."""
MARKS = (("evidence-tag", "lived-experience"), ("swe-standard-4", "4-6"), ("practice-standard", "listening"))


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Through the actions, as she would; a demo that has them is left as it is."""
    if Reflection.objects.filter(public_id=SHARED).exists():
        return "already there"
    alice = Person.objects.select_related("user").get(work_email=ALICE)
    record = CpdRecord.objects.standing().filter(person=alice).latest_first().first()
    began = at - timedelta(days=6)
    shared = _shared(alice, record, began)
    _draft(alice, began + timedelta(days=3))
    _piece(alice, shared, began + timedelta(days=1))
    return "a shared reflection, a draft, a piece with peer reflection"


def _shared(alice: Person, record: CpdRecord | None, at: datetime) -> Reflection:
    words = reflections.Words(
        title="Asking before explaining",
        happened_on=record.ends_on if record else timezone.localdate(at),
        learned="I explain too early. When we practised in threes I noticed that I had a plan before the child had "
        "said what worries them.",
        will_do="Begin every visit with the Three Houses, and write down the child's own words before mine.",
    )
    terms = [term for code, name in MARKS for term in Term.objects.filter(vocabulary__code=code, code=name)]
    row = reflections.start(
        person_id=alice.pk, key=SHARED, words=words, terms=terms, record=record, by=alice.user, at=at
    )
    return reflections.share(reflection_id=row.pk, on_agenda=True, by=alice.user, at=at)


def _draft(alice: Person, at: datetime) -> None:
    words = reflections.Words(
        title="A visit that went differently",
        happened_on=timezone.localdate(at),
        learned="I stayed ten minutes longer than I had, and that was when it was said.",
    )
    reflections.start(person_id=alice.pk, key=DRAFT, words=words, by=alice.user, at=at)


def _piece(alice: Person, shared: Reflection, at: datetime) -> None:
    row = pieces.start(person_id=alice.pk, rule_code="swe", key=PIECE, reflection=shared, by=alice.user, at=at)
    answers = pieces.Answers(
        kind=row.kind or "Course",
        activity="Signs of Safety. It is how we assess and plan in my team, and I use it on every visit.",
        happened_on=row.happened_on,
        learned=row.learned,
        impact="Two families have told me that the plan is now in words they would use. I check this at each review.",
    )
    row = pieces.save(piece_id=row.pk, answers=answers, version=row.version, by=alice.user, at=at)
    joseph = Person.objects.select_related("user").get(work_email=JOSEPH)
    asked = peers.Colleague(joseph.full_name, JOSEPH, "my team manager")
    invitation = peers.invite(piece_id=row.pk, colleague=asked, by=alice.user, at=at)
    said = "I watched the second visit. The silence after the first question was long, and she let it be."
    later = at + timedelta(days=2)
    peers.answer(invitation_id=invitation.pk, text=said, by=joseph.user, at=later)
    peers.decide(invitation_id=invitation.pk, use=True, by=alice.user, at=later)
