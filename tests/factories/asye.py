"""Newly qualified workers, their assessors and coordinators for tests."""

import datetime
from uuid import uuid4

from django.utils import timezone

from cpd_records.actions.asye import enrolments, evidence, outcomes, reviews, time
from cpd_records.models import AsyeEnrolment
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, UserFactory, staff
from workforce import roles

BEGAN = datetime.date(2026, 9, 1)
SHOWN_ON = datetime.date(2026, 10, 20)
LATER = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


def newly_qualified(email="nina@example.org", *, starts_on=BEGAN, manager=None, team=None, **person):
    """Somebody hired newly qualified on 1 September 2026, full time, with a user."""
    user = UserFactory(email=email, display_name=email.split("@")[0].title())
    made = PersonFactory(user=user, **{"first_name": "Nina", "last_name": "New", **person})
    PostFactory(
        person=made, starts_on=starts_on, start_origin=1, line_manager=manager, **({"team": team} if team else {})
    )
    return made


def coordinator(email="asye@example.org", team=None):
    """An ASYE coordinator: of everybody, or of a team's subtree."""
    person = staff(email)
    RoleGrantFactory(user=person.user, role=roles.ASYE_COORDINATOR, team=team)
    return person


def enrolled(person=None, *, by=None, assessor=None, at=LATER, **who):
    """A running programme with an assessor."""
    person = person or newly_qualified(**who)
    by, assessor = by or coordinator(), assessor or staff("assessor@example.org")
    enrolments.propose(at=at, person_ids=[person.pk])
    row = AsyeEnrolment.objects.get(person=person)
    return enrolments.confirm(enrolment_id=row.pk, assessor_address=assessor.work_email, by=by.user, at=at)


def logged(row, minutes=60, *, on=datetime.date(2026, 10, 5), kind="portfolio", key=None, at=LATER):
    """Protected time the worker logs."""
    return time.log(
        enrolment_id=row.pk, on=on, minutes=minutes, kind=kind, key=key or uuid4(), by=row.person.user, at=at
    )


def reviewed(row, number=1, *, on=datetime.date(2026, 11, 27), progress="on_track", note="", at=LATER):
    """A review the assessor records."""
    held = reviews.Held(held_on=on, progress=progress, workload_percent=90, note=note)
    return reviews.record(enrolment_id=row.pk, number=number, held=held, by=row.assessor.user, at=at)


def shown(row, kind="reflection", *, on=SHOWN_ON, title="A home visit", words="", source="", by=None, at=None):
    """Evidence the worker adds."""
    piece = evidence.Shown(kind, on, title, words, source)
    return evidence.add(
        enrolment_id=row.pk, shown=piece, outcomes=(), by=by or row.person.user, at=at or timezone.now()
    )


def paused(row, starts_on, ends_on, reason="Agreed"):
    """A pause the coordinator agrees; `ends_on` is exclusive."""
    return outcomes.pause(
        enrolment_id=row.pk, starts_on=starts_on, ends_on=ends_on, reason=reason, by=row.decided_by, at=LATER
    )
