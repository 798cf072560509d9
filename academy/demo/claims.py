"""Claims in every state, awards and mentoring of the named accounts: all through the actions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cpd_records.actions import career, claims
from cpd_records.models import Claim, Provider
from cpd_records.rules.claim_facts import ClaimFacts
from foundation.letterhead import build_pdf, heading, paragraph
from workforce.models import Person

ALICE, JOSEPH, LIAM, RUTH = (
    f"{name}@example.org" for name in ("alice.gibbons", "joseph.skelton", "liam.spurr", "ruth.chikwanha")
)
PROVIDERS = ("Don Valley Teaching Partnership", "Northern Practice Research Network")
"""Invented, like everybody in the demo."""
HALF_DAY, DAY = 222, 444


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """A few rows for each page; a demo that has them is left as it is."""
    if Claim.objects.exists():
        return "already there"
    for name in PROVIDERS:
        Provider.objects.get_or_create(name=name)
    alice, joseph, liam, ruth = (Person.objects.get(work_email=email) for email in (ALICE, JOSEPH, LIAM, RUTH))
    _of_alice(alice, joseph.user, at)
    _of_liam(liam, at)
    _careers(alice, joseph, liam, ruth.user, at)
    return f"{Claim.objects.count()} claims"


def _of_alice(alice: Person, manager: Any, at: datetime) -> None:
    shadowed = _sent(alice, _facts(at, 24, "shadowing", "A day with the family group conference team"), at, 20)
    claims.verify(claim_id=shadowed.pk, by=manager, at=at - timedelta(days=18))
    read = _facts(at, 6, "reading", "Working with dads: three research briefings", minutes=180, methodologies=("rp",))
    _sent(alice, read, at, 4)
    asked = _sent(alice, _facts(at, 12, "action_set", "Action learning set: saying hard things kindly"), at, 9)
    claims.query(
        claim_id=asked.pk, text="Which of the ideas did the set try out?", by=manager, at=at - timedelta(days=7)
    )
    away = _facts(
        at, 31, "external", "Trauma-informed practice, two-day course", minutes=2 * DAY, provider_id=_provider(0)
    )
    course = _sent(alice, away, at, 25, certificate=True)
    claims.verify(claim_id=course.pk, by=manager, at=at - timedelta(days=22))
    ahead = _facts(at, -20, "conference", "Regional conference on kinship care", provider_id=_provider(1), minutes=DAY)
    planned = claims.draft(person_id=alice.pk, facts=ahead, by=alice.user, at=at - timedelta(days=3))
    claims.ask_first(claim_id=planned.pk, by=alice.user, at=at - timedelta(days=3))
    late = claims.draft(
        person_id=alice.pk, facts=_facts(at, 85, "peer", "Peer reflection in the locality"), by=alice.user, at=at
    )
    claims.ask_late(claim_id=late.pk, text="The notes only came back to me this week.", by=alice.user, at=at)


def _of_liam(liam: Person, at: datetime) -> None:
    _sent(liam, _facts(at, 8, "observation", "Observed home visit, with feedback"), at, 5)


def _careers(alice: Person, joseph: Person, liam: Person, coordinator: Any, at: datetime) -> None:
    award = {
        "level": "",
        "expires_on": None,
        "awarded_on": date(2019, 5, 14),
        "awarding_body": "Department for Education",
    }
    naas = career.state(
        person_id=joseph.pk, values={**award, "kind": "naas", "title": "Practice supervisor"}, by=joseph.user, at=at
    )
    career.check(achievement_id=naas.pk, verified=True, by=coordinator, at=at)
    degree = {
        **award,
        "kind": "qualification",
        "title": "MA Social Work",
        "awarding_body": "A university in South Yorkshire",
        "level": "Level 7",
        "awarded_on": date(2021, 7, 9),
    }
    career.state(person_id=alice.pk, values=degree, by=alice.user, at=at)
    career.record_mentoring(
        mentee_id=liam.pk,
        mentor_id=alice.pk,
        starts_on=timezone.localdate(at) - timedelta(days=60),
        meetings=4,
        by=alice.user,
        at=at,
    )


def _facts(at: datetime, days_ago: int, kind: str, title: str, **more: Any) -> ClaimFacts:
    day = timezone.localdate(at) - timedelta(days=days_ago)
    plain = {
        "minutes": HALF_DAY,
        "methodologies": ("sos",),
        "note": "What I would tell a colleague in the lift, and one thing I will try on my next visit.",
    }
    last = day + timedelta(days=1) if more.get("minutes", 0) > DAY else day
    return ClaimFacts(kind=kind, title=title, starts_on=day, ends_on=last, **{**plain, **more})


def _sent(person: Person, facts: ClaimFacts, at: datetime, days_ago: int, *, certificate: bool = False) -> Claim:
    then = at - timedelta(days=days_ago)
    claim = claims.draft(person_id=person.pk, facts=facts, by=person.user, at=then)
    if certificate:
        story = [heading("Certificate of attendance"), paragraph(f"{person.full_name}: {facts.title}")]
        paper = ContentFile(build_pdf(story, title=facts.title), name="certificate.pdf")
        claims.add_file(claim_id=claim.pk, upload=paper, certificate=True, by=person.user, at=then)
    return claims.submit(claim_id=claim.pk, by=person.user, at=then)


def _provider(place: int) -> int:
    return Provider.objects.get(name=PROVIDERS[place]).pk
