"""Claims on the desk: what waits for me as the person, as verifier, as coordinator (slot "desk_cards")."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cpd_records.models import Achievement, Claim
from cpd_records.permissions import can_follow_requirements, can_verify_claims
from cpd_records.querysets.desk import there
from foundation.asked_often import AskedOften
from foundation.british_dates import long_date
from foundation.slots import DeskCard

SHOWN = 5
MINE = AskedOften(
    lambda user_id: (
        Claim.objects.filter(person__user=user_id, state="queried")
        .order_by("asked_at")
        .values("public_id", "title", "starts_on")[:SHOWN]
    ),
    int,
)


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom nothing waits."""
    today = timezone.localdate(now)
    if "queried" in there(user, today):
        yield from _mine(user)
    if can_verify_claims(user, today):
        yield from _to_verify(user, today)


def today_cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """For the coordinators' day (slot "today_cards"): late claims, certificates and awards to look at."""
    today = timezone.localdate(now)
    if not can_follow_requirements(user, today):
        return
    late = Claim.objects.coordinated_by(user, today).late_to_decide().count()
    awards = Achievement.objects.coordinated_by(user, today).to_check().count()
    items = []
    if late:
        items.append((f"{late} late {'claim' if late == 1 else 'claims'} to allow", "/coordinate/claims/", ""))
    if awards:
        what = "award" if awards == 1 else "awards"
        items.append((f"{awards} {what} to check", "/coordinate/career/", ""))
    if items:
        yield DeskCard(key="claims", title="Claims and awards", order=70, items=tuple(items), count=late + awards)


def _mine(user: Any) -> Iterator[DeskCard]:
    rows = MINE.rows(user.pk)
    if rows:
        yield DeskCard(
            key="my-claims",
            title="A question about your learning",
            order=12,
            urgent=True,
            items=tuple(
                (
                    row["title"],
                    f"/my/cpd/claims/{row['public_id']}/",
                    f"Of {long_date(row['starts_on'])}: read and answer",
                )
                for row in rows
            ),
            more_url="/my/cpd/claims/",
            more_text="All your claims",
        )


def _to_verify(user: Any, today: date) -> Iterator[DeskCard]:
    if not (can_follow_requirements(user, today) or "verify" in there(user, today)):
        return
    waiting = Claim.objects.in_charge(user, today).waiting().longest_waiting_first()
    rows = list(waiting.select_related("person")[: SHOWN + 1])
    if rows:
        yield DeskCard(
            key="claims-to-verify",
            title="Claims to verify",
            order=14,
            urgent=True,
            items=tuple(
                (f"{row.person.full_name}: {row.title}", f"/team/claims/{row.public_id}/", long_date(row.starts_on))
                for row in rows[:SHOWN]
            ),
            more_url="/team/claims/",
            more_text="Verify them together",
        )
