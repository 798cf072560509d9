"""What makes the other rooms write: claims, reflections, the newly qualified year, supervision, people."""

import datetime

from django.utils import timezone

from cpd_records.actions import carry_over, claims, entitlement, nudges
from cpd_records.actions.reflections import prompting
from cpd_records.actions.registration import peers
from cpd_records.actions.registration import prompting as registration
from foundation.actions.preferences import ask_for_number, prove_number
from foundation.models import OutboxMessage
from supervision.actions import agreements, meetings
from supervision.reasons import Reason
from tests.factories import asye, reflections
from tests.factories.claims import NOON, drafted, learner, manager_of, submitted, verified
from tests.factories.cpd_records import record
from tests.factories.supervision import NOW as MORNING
from tests.factories.workforce import OrganisationFactory, RoleGrantFactory, staff
from workforce import roles
from workforce.actions import disputes, invitations

NOW = timezone.now()
DAY = datetime.timedelta(days=1)
NOVEMBER = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


def about_claims(person):
    """Asked first, agreed, sent, queried, answered, refused, verified, taken back, late, and left lying."""
    claimant = learner(
        "claimant@example.org", manager=staff("verifier@example.org", manager=staff("chief@example.org"))
    )
    manager, own = manager_of(claimant), {"by": claimant.user, "at": NOON}
    ahead = drafted(claimant, starts_on=NOON.date() + 3 * DAY)
    claims.ask_first(claim_id=ahead.pk, **own)
    claims.agree(claim_id=ahead.pk, by=manager, at=NOON)
    asked = submitted(claimant, title="Shadowing")
    claims.query(claim_id=asked.pk, text="With whom?", by=manager, at=NOON)
    claims.answer(claim_id=asked.pk, text="The court team", **own)
    claims.refuse(claim_id=asked.pk, text="It was work", by=manager, at=NOON)
    taken = verified(claimant, title="A day in court")
    claims.reverse(claim_id=taken.pk, text="Counted twice", by=manager, at=NOON)
    late = drafted(claimant, starts_on=NOON.date() - 61 * DAY)
    claims.ask_late(claim_id=late.pk, text="I was away", **own)
    claims.allow_late(claim_id=late.pk, text="Long absence", by=RoleGrantFactory().user, at=NOON)
    submitted(claimant, title="A conference")
    claims.remind(by=None, at=NOON + 7 * DAY)
    claims.escalate(by=None, at=NOON + 14 * DAY)


def about_reflection(person):
    """What did you take from it, what has it changed, the registration year; a colleague asked, who answers or not."""
    alice = reflections.social_worker("alice@example.org")
    day = datetime.date(2026, 11, 10)
    record(alice, at=NOVEMBER - 20 * DAY, starts_on=day, ends_on=day)
    prompting.send_due(at=NOVEMBER - 18 * DAY)
    reflections.wrote(alice, at=datetime.datetime(2026, 8, 12, 9, tzinfo=datetime.UTC))
    prompting.send_due(at=datetime.datetime(2026, 11, 12, 9, tzinfo=datetime.UTC))
    registration.send_due(at=datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC))
    answered = reflections.invited(reflections.piece_of(alice, impact="I wait."))
    peers.answer(invitation_id=answered.pk, text="How she waited.", by=None, at=NOW)
    unwilling = reflections.invited(reflections.piece_of(alice, learned="Other"), "kim@elsewhere.example")
    peers.refuse(invitation_id=unwilling.pk, by=None, at=NOW)
    reflections.invited(reflections.piece_of(alice, learned="A third"), "ann@elsewhere.example")


def about_the_year(person):
    """A kind word at mid-year, and a concern in a newly qualified year."""
    worker = staff("idle@example.org", manager=person)
    entitlement.reconcile(person_ids=[worker.pk], by=None, at=NOON)
    nudges.send(person_id=worker.pk, by=person.user, at=NOVEMBER)
    asye.reviewed(asye.enrolled(), progress="concern")


def about_carrying_over(person):
    """Time asked for by a manager and granted, and declined, by a head of service."""
    worker = staff("carried@example.org", manager=person)
    entitlement.reconcile(person_ids=[worker.pk], by=None, at=NOVEMBER)
    head = RoleGrantFactory(role=roles.LEADER, team=worker.posts.get().team, starts_on=NOVEMBER.date()).user
    facts = {"person": worker, "from_year": datetime.date(2026, 4, 1), "minutes": 444, "cause": "absence"}
    for answer in (carry_over.grant, carry_over.decline):
        asked = carry_over.propose(**facts, reason="Away", by=person.user, at=NOVEMBER)
        answer(public_id=str(asked.public_id), answer="So be it", by=head, at=NOVEMBER)


def about_supervision(person):
    """Planned, moved, called off, reminded of; an agreement to read and sign."""
    worker = staff("worker@example.org", manager=person)
    given = {"by": person.user, "at": MORNING - 30 * DAY}
    dates = [MORNING + days * DAY + datetime.timedelta(hours=1) for days in (7, 8, 9)]
    _, second, third = [meetings.plan(supervisee=worker, wish=meetings.Wish(date), **given) for date in dates]
    meetings.move(meeting_id=second.pk, to=dates[1] + datetime.timedelta(hours=3), reason=Reason.ASKED, **given)
    meetings.cancel(meeting_id=third.pk, reason=Reason.ASKED, **given)
    meetings.send_due(at=MORNING)
    agreement = agreements.draft(supervisee=worker, supervisor=person, terms=agreements.Terms(), **given)
    agreements.share(agreement_id=agreement.pk, **given)


def about_people(person):
    """A fact disputed and answered, either way; somebody of a partner invited; a mobile number proved."""
    hr = RoleGrantFactory(user=staff("hr@example.org").user, role=roles.HR).user
    for state in ("mended", "stands"):
        dispute = disputes.raise_one(person=person, fact="post", statement="I work 0.8", by=person.user, at=NOW)
        disputes.answer(dispute=dispute, state=state, answer="We looked.", by=hr, at=NOW)
    invitations.invite(
        organisation=OrganisationFactory(code="clinic", name="A clinic", kind="partner"),
        email="sam@clinic.example",
        first_name="Sam",
        last_name="Reed",
        by=RoleGrantFactory(role=roles.COORDINATOR).user,
        at=NOW,
    )


def with_texts(person):
    """Takes texts, which needs a gateway: urgent news then goes to the telephone as well."""
    ask_for_number(user=person.user, number="07700 900123", at=NOW)
    code = OutboxMessage.objects.get(kind="mobile-code").body[:6]
    prove_number(user=person.user, code=code, at=NOW)


ALL = (about_claims, about_reflection, about_the_year, about_carrying_over, about_supervision, about_people)
