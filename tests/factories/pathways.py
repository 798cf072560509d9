"""Pathways and the people on them."""

import itertools

from django.utils import timezone

from courses.models import Enrolment, Pathway

NUMBERS = itertools.count(1)


def pathway(**values):
    """A published one without steps."""
    number = next(NUMBERS)
    names = {"code": f"pathway-{number}", "slug": f"pathway-{number}", "title": f"Pathway {number}"}
    return Pathway.objects.create(**names | {"summary": "Step by step."} | values)


def enrolled(person, on):
    """On it since today, by choice."""
    today = timezone.localdate()
    return Enrolment.objects.create(
        person=person, pathway=on, how="choice", starts_on=today, enrolled_at=timezone.now()
    )
