"""What needs a coordinator today: on the desk, and on the first page of the CMS."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses import policies
from courses.models import Arrangement, Course, Session, SessionNeed
from courses.permissions import can_manage_courses
from foundation.british_dates import weekday_date
from foundation.policies import book
from foundation.slots import DeskCard

SHOWN = 5


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
        _card("low-bookings", "Sessions soon with few people booked", 40, _sessions(low), "?bookings=low"),
        _card("planned-sessions", "Planned sessions to open for booking", 41, _sessions(planned), "?state=planned"),
        _card("full-sessions", "Full sessions soon", 42, _sessions(full), "?bookings=full"),
        _card("course-drafts", "Courses with words not yet published", 43, _drafts(drafts), None),
    )
    yield from (card for card in (_to_decide(user, day), *found) if card.items)
    waiting = Arrangement.objects.visible_to(user, day).wanted(at).filter(arranged_at=None).count()
    if waiting:
        yield DeskCard(
            key="to-arrange",
            title="To arrange for people",
            order=39,
            items=((f"{waiting} to arrange", "/sessions/to-arrange/", "with the day by which each is needed"),),
        )


def _to_decide(user: Any, day: date) -> DeskCard:
    """A trainer is ill, or too few are booked: the soonest first, urgent."""
    rows = SessionNeed.objects.visible_to(user, day).open().oldest_first().select_related("session__course")
    return DeskCard(
        key="sessions-to-decide",
        title="Sessions that need your decision",
        order=5,
        urgent=True,
        items=tuple(
            (
                row.session.course.title,
                reverse("courses:need", args=[row.session.public_id]),
                f"{weekday_date(row.session.starts_at)}, {row.get_kind_display().lower()}",
            )
            for row in rows[:SHOWN]
        ),
        more_url=reverse("sessions:index"),
        more_text="All sessions",
    )


def _card(key: str, title: str, order: int, items: Iterable[tuple[str, str, str]], query: str | None) -> DeskCard:
    courses = query is None
    more = reverse("wagtailsnippets_courses_course:list") if courses else f"{reverse('sessions:index')}{query}"
    return DeskCard(
        key=key,
        title=title,
        order=order,
        items=tuple(items),
        more_url=more,
        more_text="All courses" if courses else "See them all",
    )


def _sessions(rows: Any) -> Iterator[tuple[str, str, str]]:
    for row in rows[:SHOWN]:
        taken = f"{row.places_taken} of {row.capacity} places taken"
        yield row.course.title, reverse("sessions:edit", args=[row.pk]), f"{weekday_date(row.starts_at)}, {taken}"


def _drafts(rows: Any) -> Iterator[tuple[str, str, str]]:
    for row in rows[:SHOWN]:
        note = "changes not published" if row.live else "never published"
        yield row.title, reverse("wagtailsnippets_courses_course:edit", args=[row.pk]), note
