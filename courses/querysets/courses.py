"""Reading courses."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import JSONObject
from django.utils import timezone

from courses.querysets.catalogue import (
    CatalogueFilters,
    any_length,
    any_methodology,
    fits,
    search_query,
    search_vector,
)
from courses.querysets.lessons import linking_to
from courses.querysets.plain_sql import CHOICES, MONTHS_AND_VENUES, TERMS_OF_A_COURSE
from foundation.asked_often import AskedOften

CARD_FIELDS = (
    "slug",
    "title",
    "summary",
    "mode",
    "learning_minutes",
    "weight_sos",
    "weight_rp",
    "weight_sp",
    "weight_general",
)
DATES_ON_A_CARD = 2
EVERYONE = "everyone"
"""The audience term of courses that are for all."""


class CourseQuerySet(models.QuerySet[Any]):
    """Courses as the catalogue and coordinators ask for them."""

    def published(self) -> "CourseQuerySet":
        """Those with a live version; a retired one keeps its page."""
        return self.filter(live=True)

    def to_plan(self) -> "CourseQuerySet":
        """On the site, and not to be retired on any day: new sessions of it make sense."""
        return self.published().filter(retired_on=None)

    def on_offer(self, day: date) -> "CourseQuerySet":
        """Published and not retired on a day: the catalogue."""
        return self.published().filter(Q(retired_on__isnull=True) | Q(retired_on__gt=day))

    def retired(self, day: date) -> "CourseQuerySet":
        """Published once, and retired by that day."""
        return self.published().filter(retired_on__lte=day)

    def with_recording(self, document_id: int) -> "CourseQuerySet":
        """Those that a recording belongs to: a lesson plays it, or the course's own words link to it."""
        lessons = apps.get_model("courses", "Lesson").objects.with_recording(document_id)
        written = Q()
        for field in ("description", "outcomes", "evidence_base"):
            written |= Q(**{f"{field}__regex": linking_to(document_id)})
        return self.filter(written | Q(pk__in=lessons.values("course")))

    def with_drafts(self) -> "CourseQuerySet":
        """Those with words nobody but editors can see yet."""
        return self.filter(has_unpublished_changes=True)

    def matching(self, filters: CatalogueFilters) -> "CourseQuerySet":
        """On offer, and all that the filters ask."""
        found = self.on_offer(filters.day).filter(any_methodology(filters.methodologies), any_length(filters.lengths))
        if filters.modes:
            found = found.filter(mode__in=filters.modes)
        if filters.minutes_left is not None:
            found = found.filter(fits(filters.minutes_left))
        if filters.wants_sessions:
            found = found.filter(Exists(found._sessions(filters)))
        return found._about(filters)._said(filters.text)

    def _about(self, filters: CatalogueFilters) -> "CourseQuerySet":
        """For these audiences (a course for everyone, or without one, is for them too) and on these topics."""
        found = self
        if filters.audiences:
            found = found.filter(
                Exists(self._tagged("audiences").filter(term__code__in=[*filters.audiences, EVERYONE]))
                | ~Exists(self._tagged("audiences"))
            )
        if filters.topics:
            found = found.filter(Exists(self._tagged("topics").filter(term__code__in=filters.topics)))
        return found

    def _tagged(self, name: str) -> Any:
        return getattr(self.model, name).through._default_manager.filter(course=OuterRef("pk"))

    def _said(self, text: str) -> "CourseQuerySet":
        query = search_query(text)
        if query is None:
            return self
        vector = search_vector()
        return self.annotate(words=vector, rank=SearchRank(vector, query)).filter(words=query)

    def _sessions(self, filters: CatalogueFilters) -> Any:
        """The sessions ahead of each course, as a subquery."""
        sessions = self.model._meta.get_field("sessions").related_model._default_manager
        return sessions.filter(filters.sessions(), course=OuterRef("pk")).order_by("starts_at")

    def cards(self, filters: CatalogueFilters) -> Any:
        """What cards show, in one query: a dict for each course, with its next dates and the `total` found.

        `next_dates` holds up to one more than a card shows, so that it can say there are others.
        """
        sessions = self._sessions(filters)
        dates = sessions.values(
            json=JSONObject(
                starts="starts_at",
                ends="ends_at",
                venue="venue__name",
                capacity="capacity",
                taken="places_taken",
                opens="booking_opens_at",
            )
        )
        found = self.annotate(
            next_starts_at=Subquery(sessions.values("starts_at")[:1]),
            next_dates=ArraySubquery(dates[: DATES_ON_A_CARD + 1]),
            total=Window(Count("*")),
        )
        return found.order_by(*self._order(filters)).values(*CARD_FIELDS, "next_dates", "total")

    def _order(self, filters: CatalogueFilters) -> list[Any]:
        by_date = F("next_starts_at").asc(nulls_last=True)
        if filters.sort == "best" and search_query(filters.text) is not None:
            return ["-rank", by_date, "title"]
        return ["title"] if filters.sort == "title" else [by_date, "title"]

    def alternatives_to(self, course: Any, day: date) -> "CourseQuerySet":
        """Courses on offer that share a topic with this one, or else an approach: those that share most first."""
        topics = course.topics.values("pk")
        shared = Count("topics", filter=Q(topics__in=topics), distinct=True)
        weights = any_methodology(tuple(code for code in ("sos", "rp", "sp") if getattr(course, f"weight_{code}")))
        near = self.on_offer(day).exclude(pk=course.pk).annotate(shared=shared)
        return near.filter(Q(shared__gt=0) | weights).order_by("-shared", "title")

    def term_choices(self, day: date) -> list[tuple[str, str, str]]:
        """(field, code, name) of the audiences and topics that courses on offer have, in their own order."""
        return [(field, code, name) for field, _, code, name in CHOICES.rows([day])]

    def term_names(self, course_id: int) -> dict[str, list[str]]:
        """The names of a course's terms by field, in one query."""
        names: dict[str, list[str]] = {}
        for field, _, name in TERMS_OF_A_COURSE.rows([course_id]):
            names.setdefault(field, []).append(name)
        return names

    def dates_and_places(self, at: datetime) -> list[tuple[date, int | None, str | None]]:
        """(first of the month, venue id, venue name) wherever a course on offer has a session ahead."""
        return MONTHS_AND_VENUES.rows([timezone.get_current_timezone_name(), at])

    def first_cards(self, filters: CatalogueFilters, count: int) -> list[dict[str, Any]]:
        """`cards` of the catalogue as everybody first sees it, with nothing chosen: up to 50."""
        return FIRST_CARDS.rows(filters.at, filters.day)[:count]


def _first_cards(at: datetime, day: date) -> Any:
    courses = apps.get_model("courses", "Course")._default_manager
    return courses.on_offer(day).cards(CatalogueFilters(at=at))[:FIRST_AT_MOST]


FIRST_AT_MOST = 50
FIRST_CARDS = AskedOften(_first_cards, datetime, date)
