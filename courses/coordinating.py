"""What needs a coordinator: cards of the desk, and among those of `/cms/today/`."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from courses import policies
from courses.models import Course, Session, SessionNeed
from courses.permissions import can_manage_courses
from foundation.british_dates import weekday_date
from foundation.policies import book
from foundation.slots import DeskCard

SHOWN = 5
Item = tuple[str, str, str]


def cards(user: Any, at: datetime) -> Iterator[DeskCard]:
    """For coordinators; a card with nothing on it is left out."""
    day = timezone.localdate(at)
    if not can_manage_courses(user, day):
        return
    figures = book()
    soon = at + timedelta(days=figures.whole(policies.ATTENTION, day))
    ahead = Session.objects.visible_to(user, day).select_related("course").order_by("starts_at", "pk")
    low = ahead.ahead(at).starting_between(at, soon).low_on_bookings(figures.whole(policies.LOW_BOOKINGS, day))
    full = ahead.ahead(at).starting_between(at, soon).full()
    planned = ahead.filter(state=Session.State.PLANNED, starts_at__gt=at)
    drafts = Course.objects.with_drafts().order_by("-latest_revision__created_at", "title")
    found = (
        _to_decide(user, day, at),
        _sessions("low-bookings", "Sessions soon with few people booked", 40, low, "?bookings=low"),
        _sessions("planned-sessions", "Planned sessions to open for booking", 41, planned, "?state=planned"),
        _sessions("full-sessions", "Full sessions soon", 42, full, "?bookings=full"),
        first_of(
            drafts,
            draft_item,
            key="course-drafts",
            title="Courses with words not yet published",
            order=44,
            more_url=reverse("wagtailsnippets_courses_course:list"),
            more_text="All courses",
        ),
    )
    yield from (card for card in found if card.items)


def first_of(found: Any, say: Callable[[Any], Item], **card: Any) -> DeskCard:
    """A card of the first rows of a queryset and how many there are, in one query."""
    rows = list(found.annotate(found_in_all=Window(Count("*")))[:SHOWN])
    return DeskCard(items=tuple(map(say, rows)), count=rows[0].found_in_all if rows else 0, **card)


def draft_item(row: Course) -> Item:
    """A course whose newest words nobody but editors can see."""
    note = "changes not published" if row.live else "never published"
    return row.title, reverse("wagtailsnippets_courses_course:edit", args=[row.pk]), note


def _to_decide(user: Any, day: date, at: datetime) -> DeskCard:
    """A trainer is ill, or too few are booked: the soonest first, urgent."""
    return first_of(
        SessionNeed.objects.visible_to(user, day).open(at).oldest_first().select_related("session__course"),
        lambda row: (
            row.session.course.title,
            reverse("courses:need", args=[row.session.public_id]),
            f"{weekday_date(row.session.starts_at)}, {row.get_kind_display().lower()}",
        ),
        key="sessions-to-decide",
        title="Sessions that need your decision",
        order=5,
        urgent=True,
        more_url=reverse("sessions:index"),
        more_text="All sessions",
    )


def _sessions(key: str, title: str, order: int, rows: Any, query: str) -> DeskCard:
    more = f"{reverse('sessions:index')}{query}"
    return first_of(rows, _session_item, key=key, title=title, order=order, more_url=more, more_text="See them all")


def _session_item(row: Session) -> Item:
    taken = f"{row.places_taken} of {row.capacity} places taken"
    return row.course.title, reverse("sessions:edit", args=[row.pk]), f"{weekday_date(row.starts_at)}, {taken}"
