"""The coordinator's day: sections of `/cms/today/` besides those the desk shows too (slot "today_cards")."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from courses import coordinating, policies
from courses.coordinating import SHOWN, Item, draft_item, first_of
from courses.models import Approval, Arrangement, Course, PlaceRequest, Session
from courses.permissions import can_manage_courses
from courses.presenters.arrangements import arrangement_rows
from foundation.british_dates import long_date, weekday_date
from foundation.policies import book
from foundation.slots import DeskCard

LOOKED_AT = 200
"""Arrangements looked at for the first to fall due: those of the soonest sessions."""
IN_REVIEW = Q(workflow_states__status__in=("in_progress", "needs_changes"))


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """For coordinators; a section with nothing in it is left out. The number of queries is fixed."""
    day = timezone.localdate(at)
    if not can_manage_courses(user, day):
        return
    found = (
        _approvals(user, at, day),
        _registers(user, at, day),
        _requests(user, day),
        _to_arrange(user, at),
        _waiting(user, at, day),
        _in_review(),
    )
    yield from (card for card in found if card.items)
    yield from coordinating.cards(user, at)


def _approvals(user: Any, at: datetime, day: date) -> DeskCard:
    """Requests that will lapse soon: their places go when nobody answers."""
    soon = at + timedelta(days=book().whole(policies.ATTENTION, day))
    pending = Approval.objects.visible_to(user, day).pending().filter(lapses_at__lte=soon)
    return first_of(
        pending.with_names(),
        lambda row: (
            f"{row.booking.person.full_name}: {row.booking.session.course.title}",
            f"{reverse('bookings:index')}?session={row.booking.session.ref}",
            f"{'waits for a coordinator' if row.for_coordinators else 'waits for the manager'}, "
            f"lapses on {long_date(row.lapses_at)}",
        ),
        key="approvals-expiring",
        title="Approvals that will soon lapse",
        order=8,
        urgent=True,
        more_url=f"{reverse('bookings:index')}?state=requested",
        more_text="All requests",
    )


def _registers(user: Any, at: datetime, day: date) -> DeskCard:
    due = Session.objects.visible_to(user, day).managed_by(user, day).with_register_due(at)
    return first_of(
        due.select_related("course").order_by("ends_at", "pk"),
        lambda row: (
            row.course.title,
            reverse("courses:register", args=[row.public_id]),
            f"over since {weekday_date(row.ends_at)}",
        ),
        key="registers-unmarked",
        title="Registers nobody has closed",
        order=10,
        urgent=True,
        more_url=f"{reverse('sessions:index')}?when=register",
        more_text="All of them",
    )


def _requests(user: Any, day: date) -> DeskCard:
    asked = PlaceRequest.objects.visible_to(user, day).pending().filter(session__starts_at__date__gte=day)
    return first_of(
        asked.select_related("session__course", "organisation").order_by("session__starts_at", "pk"),
        lambda row: (
            f"{row.organisation.name}: {row.session.course.title}",
            reverse("courses:answer_place_request", args=[row.public_id]),
            f"{row.places} {'place' if row.places == 1 else 'places'}, {long_date(row.session.starts_at)}",
        ),
        key="place-requests",
        title="Requests for places",
        order=12,
        urgent=True,
        more_url=reverse("courses:place_requests"),
        more_text="All requests",
    )


def _to_arrange(user: Any, at: datetime) -> DeskCard:
    """What has the earliest last day comes first; the words themselves stand on the list, not here."""
    wanted = Arrangement.objects.visible_to(user).wanted(at).filter(arranged_at=None)
    found = list(wanted.select_related("booking__session__course", "booking__person").with_dates()[:LOOKED_AT])
    url = reverse("courses:arrangements")
    rows = arrangement_rows(found, at, book())
    return DeskCard(
        key="to-arrange",
        title="To arrange for people",
        order=14,
        items=tuple((row.headline, url, f"{row.course}{', late' if row.late else ''}") for row in rows[:SHOWN]),
        count=len(rows),
        more_url=url,
        more_text="All of it",
    )


def _waiting(user: Any, at: datetime, day: date) -> DeskCard:
    """Sessions ahead with people waiting, the longest list first."""
    listed = Session.objects.visible_to(user, day).managed_by(user, day).ahead(at).with_a_queue()
    waiting = Count("bookings", filter=Q(bookings__state="waiting"))
    return first_of(
        listed.select_related("course").annotate(waiting=waiting).order_by("-waiting", "starts_at"),
        _waiting_item,
        key="waiting-lists",
        title="Waiting lists",
        order=43,
        more_url=f"{reverse('sessions:index')}?bookings=waiting",
        more_text="All of them",
    )


def _waiting_item(row: Any) -> Item:
    people = "1 person waits" if row.waiting == 1 else f"{row.waiting} people wait"
    free = max(row.capacity - row.places_taken, 0)
    note = f"{weekday_date(row.starts_at)}, {people}, {free} {'place' if free == 1 else 'places'} free"
    return row.course.title, reverse("sessions:queue", args=[row.pk]), note


def _in_review() -> DeskCard:
    return first_of(
        Course.objects.filter(IN_REVIEW).order_by("title"),
        draft_item,
        key="drafts-in-review",
        title="Drafts awaiting review",
        order=39,
        more_url=reverse("wagtailadmin_reports:workflow"),
        more_text="All drafts in review",
    )
