"""Reflections, pieces and invited colleagues for tests, made by the actions themselves."""

import datetime
import uuid

from django.utils import timezone

from cpd_records.actions import reflections
from cpd_records.actions.registration import peers, pieces
from tests.factories.workforce import staff

SECRET = "She heard the child before she spoke, and the plan changed."
"""Words that nobody but the writer, and whom they share with, may ever see."""


def words(**more):
    """What somebody wrote on 12 November 2026."""
    plain = {"title": "A home visit", "happened_on": datetime.date(2026, 11, 12), "learned": SECRET}
    return reflections.Words(**plain | more)


def wrote(person, *, record=None, at=None, **more):
    """A private draft."""
    return reflections.start(
        person_id=person.pk,
        key=uuid.uuid4(),
        words=words(**more),
        record=record,
        by=person.user,
        at=at or timezone.now(),
    )


def shared(person, *, on_agenda=False, at=None, **more):
    """The same, shared with whoever is in charge."""
    row = wrote(person, at=at, **more)
    return reflections.share(reflection_id=row.pk, on_agenda=on_agenda, by=person.user, at=at or timezone.now())


def social_worker(email="alice@example.org", **more):
    """Somebody registered with Social Work England."""
    return staff(email, registration_body="SWE", **more)


def answers(**more):
    """Every question of Social Work England answered, but for peer reflection."""
    plain = {
        "kind": "Course",
        "activity": "Signs of Safety, which I use every day",
        "happened_on": datetime.date(2026, 6, 12),
        "learned": SECRET,
        "impact": "I ask the child first.",
    }
    return pieces.Answers(**plain | more)


def piece_of(person, *, at=None, **more):
    """A piece for Social Work England that counts."""
    at = at or timezone.now()
    row = pieces.start(person_id=person.pk, rule_code="swe", key=uuid.uuid4(), by=person.user, at=at)
    return pieces.save(piece_id=row.pk, answers=answers(**more), version=row.version, by=person.user, at=at)


def invited(piece, email="sam@elsewhere.example", *, at=None, name="Sam Field", capacity="health visitor"):
    """A colleague asked for peer reflection."""
    asked = peers.Colleague(name, email, capacity, "Thank you, Sam")
    return peers.invite(piece_id=piece.pk, colleague=asked, by=piece.person.user, at=at or timezone.now())
