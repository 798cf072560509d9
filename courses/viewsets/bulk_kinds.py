"""The coordinators' lists in which much is done at once: their rows, their verbs, their words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from courses.actions import bulk
from courses.models import Booking, BulkRun, Course, Pathway, Session
from courses.presenters.bulk import NAMES
from courses.viewsets.list_filters import FILTERS, narrowed

LABELS = dict(BulkRun.Verb.choices)


@dataclass(frozen=True, slots=True)
class Kind:
    """One list. `rows` are those that whoever asks may do something to; `list_name` is the list's address."""

    of: str
    list_name: str
    rows: Callable[[HttpRequest], QuerySet[Any]]

    @property
    def label(self) -> str:
        """What the list is called."""
        return BulkRun.Of(self.of).label

    @property
    def verbs(self) -> list[tuple[str, str]]:
        """What may be done, each with its words."""
        return [(code, LABELS[code]) for code in bulk.DO[self.of]]

    @property
    def list_url(self) -> str:
        """Back to the list."""
        return reverse(self.list_name)

    def said(self, rows: Any) -> list[str]:
        """A line for each row."""
        return [NAMES[self.of](row) for row in rows]

    def chosen(self, request: HttpRequest, asked: QueryDict) -> list[int]:
        """Keys of the rows: those ticked, or all that the list's filter finds."""
        rows = self.rows(request)
        if asked.get("all") == "yes" and self.of in FILTERS:
            found = narrowed(self.of, rows, QueryDict(asked.get("filter", "")), request)
            return list(dict.fromkeys(found.values_list("pk", flat=True)[: bulk.AT_MOST + 1]))
        ticked = asked.get("keys", "").split(",") if "keys" in asked else asked.getlist("chosen")
        keys = [int(key) for key in ticked if key.isdecimal() and len(key) < 19]
        return list(rows.filter(pk__in=keys).values_list("pk", flat=True))


def _sessions(request: HttpRequest) -> QuerySet[Any]:
    seen = Session.objects.visible_to(request.user).managed_by(request.user)
    return seen.select_related("course").order_by("starts_at", "pk")


def _bookings(request: HttpRequest) -> QuerySet[Any]:
    bookings = Booking.objects.visible_to(request.user).select_related("session__course", "person")
    return bookings.order_by("session__starts_at", "pk")


KINDS = {
    kind.of: kind
    for kind in (
        Kind("sessions", "sessions:index", _sessions),
        Kind("bookings", "bookings:index", _bookings),
        Kind("courses", "wagtailsnippets_courses_course:list", lambda _: Course.objects.order_by("title", "pk")),
        Kind("pathways", "wagtailsnippets_courses_pathway:list", lambda _: Pathway.objects.order_by("title", "pk")),
        Kind("demand", "demand", lambda _: Course.objects.order_by("title", "pk")),
    )
}
CONFIRMED = ("sessions", "bookings", "courses", "pathways")
"""Lists that ask once more on a page of their own; the demand table is such a page itself."""
