"""What coordinators narrow their lists by; the list, its file and what is done to many share them."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses import policies
from courses.models import Booking, Course, Pathway, Session
from foundation.policies import book


class SessionFilters(WagtailFilterSet):
    """What coordinators look for."""

    course = django_filters.ModelChoiceFilter(queryset=Course.objects.order_by("title"), label="Course")
    state = django_filters.ChoiceFilter(choices=Session.State.choices, label="State")
    starts_at = django_filters.DateFromToRangeFilter(label="First date", widget=DateRangePickerWidget)
    bookings = django_filters.ChoiceFilter(
        label="Bookings",
        method="by_bookings",
        choices=[("low", "Few people booked"), ("full", "Full"), ("waiting", "People are waiting")],
    )
    when = django_filters.ChoiceFilter(
        label="When", method="by_time", choices=[("ahead", "Still to come"), ("register", "Over, register not closed")]
    )

    class Meta:
        model = Session
        fields: ClassVar = ["course", "state"]

    def by_bookings(self, queryset: Any, name: str, value: str) -> Any:
        """Low on bookings, full, or with people waiting."""
        ahead = queryset.ahead(timezone.now())
        if value == "full":
            return ahead.full()
        if value == "waiting":
            return ahead.with_a_queue()
        return ahead.low_on_bookings(book().whole(policies.LOW_BOOKINGS, timezone.localdate()))

    def by_time(self, queryset: Any, name: str, value: str) -> Any:
        """Ahead, or over and waiting for its register."""
        now = timezone.now()
        return queryset.with_register_due(now) if value == "register" else queryset.filter(starts_at__gt=now)


class BookingFilters(WagtailFilterSet):
    """By course, session, state, and since when somebody waits."""

    course = django_filters.ModelChoiceFilter(
        queryset=Course.objects.order_by("title"), field_name="session__course", label="Course"
    )
    session = django_filters.CharFilter(field_name="session__ref", lookup_expr="iexact", label="Session reference")
    state = django_filters.ChoiceFilter(choices=Booking.State.choices, label="State")
    created_at = django_filters.DateFromToRangeFilter(label="Asked for", widget=DateRangePickerWidget)
    answer = django_filters.ChoiceFilter(
        label="Request waits for",
        method="by_answer",
        choices=[("coordinator", "A coordinator"), ("manager", "The manager")],
    )
    when = django_filters.ChoiceFilter(
        label="When", method="by_time", choices=[("ahead", "Still to come"), ("over", "Over")]
    )

    class Meta:
        model = Booking
        fields: ClassVar = ["course", "session", "state"]

    def by_answer(self, queryset: Any, name: str, value: str) -> Any:
        """Requests nobody has answered, by who is asked."""
        waits = Q(approvals__state="pending", approvals__for_coordinators=value == "coordinator")
        return queryset.filter(waits)

    def by_time(self, queryset: Any, name: str, value: str) -> Any:
        """By the end of the session."""
        now = timezone.now()
        return (
            queryset.filter(session__ends_at__gt=now)
            if value == "ahead"
            else queryset.filter(session__ends_at__lte=now)
        )


class OfferFilters(WagtailFilterSet):
    """How a course or a pathway stands: on the site, waiting to be published, retired."""

    stands = django_filters.ChoiceFilter(
        label="How it stands",
        method="by_standing",
        choices=[
            ("live", "On the site"),
            ("waiting", "Changes wait to be published"),
            ("off", "Not on the site"),
            ("retired", "Retired"),
        ],
    )

    def by_standing(self, queryset: Any, name: str, value: str) -> Any:
        """As of today."""
        retired = Q(retired_on__lte=timezone.localdate())
        return {
            "live": queryset.filter(live=True).exclude(retired),
            "waiting": queryset.filter(has_unpublished_changes=True),
            "off": queryset.filter(live=False),
            "retired": queryset.filter(retired),
        }[value]


class CourseFilters(OfferFilters):
    """By how it stands, how it is learned, for whom and about what."""

    class Meta:
        model = Course
        fields: ClassVar = ["mode", "level", "topics", "audiences"]


class PathwayFilters(OfferFilters):
    """By how it stands and for whom."""

    class Meta:
        model = Pathway
        fields: ClassVar = ["audiences", "open_to_join"]


FILTERS: dict[str, type[WagtailFilterSet]] = {
    "sessions": SessionFilters,
    "bookings": BookingFilters,
    "courses": CourseFilters,
    "pathways": PathwayFilters,
}
SEARCHED = {
    "courses": ["title", "code", "summary"],
    "pathways": ["title", "code", "summary"],
    "sessions": ["ref", "course__title"],
    "bookings": ["person__first_name", "person__last_name", "session__ref", "session__course__title"],
}
"""What the search box of each list looks through."""


def narrowed(of: str, rows: QuerySet[Any], asked: QueryDict, request: HttpRequest) -> QuerySet[Any]:
    """The rows a list shows for a question, on all its pages; none where the question makes no sense."""
    filters = FILTERS[of](asked, queryset=rows, request=request)
    if not filters.is_valid():
        return rows.none()
    found, words = filters.qs, asked.get("q", "").strip()
    wanted = Q()
    for field in SEARCHED[of] if words else ():
        wanted |= Q(**{f"{field}__icontains": words})
    return found.filter(wanted)
