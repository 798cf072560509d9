"""Organisations that learn beside the council in the demo, and the places kept for them. All invented."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from courses.actions import holds
from courses.actions.holds.keeping import HoldRefused, KeptFor
from courses.models import PlaceHold, Session
from courses.rules.conditions.loading import local_day
from courses.rules.pasted_names import read_names
from foundation import taxonomies
from workforce.actions.organisations import add_missing, enter_stage, light_person
from workforce.models import AttachmentStage, Organisation, Person

ORGANISATIONS = (
    ("wath-family-link", "Wath Family Link", Organisation.Kind.VOLUNTARY),
    ("clifton-rise-primary", "Clifton Rise Primary School", Organisation.Kind.SCHOOL),
    ("swinton-brook-school", "Swinton Brook School", Organisation.Kind.SCHOOL),
    ("dearne-bank-nursery", "Dearne Bank Nursery", Organisation.Kind.NURSERY),
    ("rother-health-visiting", "Rother Health Visiting", Organisation.Kind.HEALTH),
    ("fostering-carers", "Rotherham foster and kinship carers", Organisation.Kind.CARERS),
)
STAGES = (("clifton-rise-primary", "practising", 300), ("swinton-brook-school", "training", 60))
"""Schools, their stage, and since how many days."""
CARERS = (("Maureen", "Tattersley", "foster_carer"), ("Desmond", "Aldwark", "connected_carer"))
NAMES = "Oluchi Ravenfield, oluchi.ravenfield@wathfamilylink.example"
MANAGER = "joseph.skelton@example.org"
QUOTA, OWN, FEWEST_FREE, AHEAD = 4, 2, 6, 20


def load(at: datetime, say: Callable[[str], None]) -> str:
    """Organisations, schools' stages, carers without a log-in, one quota and one manager's places."""
    for code, name, kind in ORGANISATIONS:
        add_missing(code=code, name=name, kind=kind)
    day = timezone.localdate(at)
    for code, stage, days in STAGES:
        _stage(Organisation.objects.get(code=code), stage, day - timedelta(days=days), at)
    for first_name, last_name, role in CARERS:
        _carer(first_name, last_name, role, at)
    if not PlaceHold.objects.exists():
        _keep(at)
    return f"{len(ORGANISATIONS)} organisations, {PlaceHold.objects.count()} with places kept"


def _stage(school: Organisation, code: str, since: date, at: datetime) -> None:
    if not school.attachment_stages.exists():
        stage = taxonomies.terms(AttachmentStage.VOCABULARY, since).get(code=code)
        enter_stage(organisation=school, stage=stage, starts_on=since, by=None, at=at)


def _carer(first_name: str, last_name: str, role: str, at: datetime) -> None:
    light_person(
        organisation=Organisation.objects.get(code="fostering-carers"),
        email=f"{first_name}.{last_name}@carers.example".lower(),
        first_name=first_name,
        last_name=last_name,
        external_role=role,
        by=None,
        at=at,
    )


def _keep(at: datetime) -> None:
    """A quota with one name on it, and a manager's own places, on sessions with room."""
    ahead = Session.objects.bookable(at).with_places().filter(starts_at__gt=at + timedelta(days=AHEAD))
    roomy = list(ahead.filter(places_left__gte=FEWEST_FREE).order_by("starts_at", "pk")[:2])
    partner = Organisation.objects.get(code="wath-family-link")
    whom: list[tuple[Any, int]] = [
        (KeptFor(organisation=partner), QUOTA),
        (KeptFor(manager=Person.objects.get(work_email=MANAGER)), OWN),
    ]
    for session, (kept_for, places) in zip(roomy, whom, strict=False):
        until = local_day(session.starts_at) - timedelta(days=7)
        try:
            hold = holds.keep(session_id=session.pk, whom=kept_for, places=places, until=until, by=None, at=at)
        except HoldRefused:
            continue
        if kept_for.organisation is not None:
            holds.name_listed(hold_id=hold.pk, names=read_names(NAMES), by=None, at=at)
