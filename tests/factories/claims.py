"""Claims for tests, made by the actions themselves."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cpd_records.actions import claims
from cpd_records.actions.entitlement import reconcile
from cpd_records.rules.claim_facts import ClaimFacts
from tests.factories.workforce import PostFactory, UserFactory, staff
from workforce.models import Person

NOON = datetime.datetime(2026, 6, 22, 11, tzinfo=datetime.UTC)
TODAY = NOON.date()
JUNE = datetime.date(2026, 6, 12)
HALF_DAY = 222
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n"


def facts(**more):
    """Half a day of shadowing on 12 June 2026, of Signs of Safety."""
    plain = {
        "kind": "shadowing",
        "title": "A day with the family group conference team",
        "starts_on": JUNE,
        "ends_on": JUNE,
        "minutes": HALF_DAY,
        "methodologies": ("sos",),
        "note": "How much a family can do when asked first.",
    }
    given = {**plain, **more}
    if "starts_on" in more and "ends_on" not in more:
        given["ends_on"] = more["starts_on"]
    return ClaimFacts(**given)


def pdf(name="certificate.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def png(name="photo.png"):
    made = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue())


def learner(email="learner@example.org", *, at=NOON, manager=None, **more):
    """Somebody with a user, a manager and their allowances."""
    manager = manager or staff(f"manager.of.{email}")
    person = staff(email, manager=manager, **more)
    reconcile(person_ids=[person.pk], by=None, at=at)
    return person


def manager_of(person):
    """The user who verifies."""
    return person.posts.get().line_manager.user


def second_manager(person, email="second.manager@example.org"):
    """Another line manager, by a second post."""
    other = staff(email)
    PostFactory(person=person, line_manager=other, fte="0.1")
    return other.user


def drafted(person, *, at=NOON, **more):
    return claims.draft(person_id=person.pk, facts=facts(**more), by=person.user, at=at)


def submitted(person, *, at=NOON, files=(), **more):
    claim = drafted(person, at=at, **more)
    for file in files:
        claims.add_file(claim_id=claim.pk, upload=file, certificate=True, by=person.user, at=at)
    return claims.submit(claim_id=claim.pk, by=person.user, at=at)


def verified(person, *, at=NOON, **more):
    claim = submitted(person, at=at, **more)
    return claims.verify(claim_id=claim.pk, by=manager_of(person), at=at)


def somebody_else():
    """A user without any business here."""
    return UserFactory()


def named(email):
    return Person.objects.get(work_email=email)
