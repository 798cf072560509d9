"""The catalogue, sessions and one's own bookings for programs: read-only (DESIGN 5, `/api/v1/`).

The catalogue is open, as its pages are. Bookings need a key, and pass the same doors as the pages.
"""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from courses.models import Booking, Course, Session, SessionDate
from courses.rules.conditions import refusals
from courses.rules.conditions.loading import contexts
from foundation import policies
from foundation.methodologies import METHODOLOGIES
from workforce.api import Door, HasScope
from workforce.models import Person

BOOKINGS = "bookings:read"


class Pages(LimitOffsetPagination):
    """Fifty at a time, a hundred at most."""

    default_limit = 50
    max_limit = 100


class CourseData(serializers.ModelSerializer[Course]):
    """A course as the catalogue shows it. Times are whole minutes, shares whole percentages."""

    methodologies = serializers.SerializerMethodField(help_text="Share of the time by methodology; comes to 100.")
    audiences = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    topics = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Course
        fields = (
            *("code", "slug", "title", "summary", "mode", "level", "learning_minutes", "counts_towards_allowance"),
            *("refresh_months", "methodologies", "audiences", "topics", "url"),
        )

    def get_methodologies(self, course: Course) -> dict[str, int]:
        """By code."""
        return {code: getattr(course.weights, code) for code, _ in METHODOLOGIES}


class DateData(serializers.ModelSerializer[SessionDate]):
    """One date of a session."""

    class Meta:
        model = SessionDate
        fields = ("starts_at", "ends_at", "learning_minutes")


class SessionData(serializers.ModelSerializer[Session]):
    """A session as its course's page shows it: never its joining link, never who is on it."""

    course = serializers.CharField(source="course.code")
    title = serializers.CharField(source="course.title")
    id = serializers.UUIDField(source="public_id")
    venue = serializers.CharField(source="venue.name", default=None, help_text="Empty for a session online.")
    places_left = serializers.IntegerField(help_text="As the site's pages count them; recounted when somebody books.")
    dates = DateData(many=True)

    class Meta:
        model = Session
        fields = (
            *("id", "ref", "course", "title", "state", "dates", "venue", "capacity", "places_left"),
            *("booking_opens_at", "booking_closes_at"),
        )


class RefusalData(serializers.Serializer[Any]):
    """One condition that does not hold, and what to do about it."""

    key = serializers.CharField()
    sentence = serializers.CharField()
    remedy = serializers.CharField()


class OfferData(serializers.Serializer[Any]):
    """What booking a session would mean for the key's owner."""

    can_book = serializers.BooleanField()
    refusals = RefusalData(many=True)
    allowance_minutes = serializers.IntegerField(help_text="Minutes it would take off the allowance.")


class BookingData(serializers.ModelSerializer[Booking]):
    """One of the key owner's own bookings."""

    id = serializers.UUIDField(source="public_id")
    session = serializers.UUIDField(source="session.public_id")
    course = serializers.CharField(source="session.course.code")
    title = serializers.CharField(source="session.course.title")
    starts_at = serializers.DateTimeField(source="session.starts_at")
    ends_at = serializers.DateTimeField(source="session.ends_at")

    class Meta:
        model = Booking
        fields = (
            *("id", "session", "course", "title", "starts_at", "ends_at", "state", "allowance_minutes"),
            *("created_at", "changed_at"),
        )


@extend_schema(
    parameters=[OpenApiParameter("q", str, description="Words to look for in title and summary.")],
    auth=[],
    tags=["catalogue"],
)
class CourseViewSet(Door, ReadOnlyModelViewSet[Course]):
    """Courses on offer."""

    permission_classes = ()
    serializer_class = CourseData
    pagination_class = Pages
    lookup_field = "slug"
    queryset = Course.objects.none()

    def get_queryset(self) -> QuerySet[Course]:
        """On offer today; three queries however many."""
        found = Course.objects.on_offer(timezone.localdate()).prefetch_related("audiences", "topics")
        for word in self.request.GET.get("q", "").split():
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return found.order_by("title", "pk")


@extend_schema(
    parameters=[
        OpenApiParameter("course", str, description="A course's code."),
        OpenApiParameter("from", date, description="First day, included."),
        OpenApiParameter("to", date, description="Last day, included."),
    ],
    tags=["catalogue"],
)
class SessionViewSet(Door, ReadOnlyModelViewSet[Session]):
    """Sessions ahead that can be booked, full ones too."""

    permission_classes = ()
    serializer_class = SessionData
    pagination_class = Pages
    lookup_field = "public_id"
    scope = BOOKINGS
    queryset = Session.objects.visible_to(AnonymousUser()).none()

    def get_queryset(self) -> QuerySet[Session]:
        """What everybody may see; four queries however many."""
        found = (
            Session.objects.visible_to(AnonymousUser()).bookable(timezone.now()).for_pages().select_related("course")
        )
        if self.request.GET.get("course"):
            found = found.filter(course__code=self.request.GET["course"])
        first, last = _day(self.request, "from"), _day(self.request, "to")
        found = found.filter(starts_at__date__gte=first) if first else found
        found = found.filter(starts_at__date__lte=last) if last else found
        return found.order_by("starts_at", "pk")

    @extend_schema(responses=OfferData, parameters=[], tags=["bookings"])
    @action(detail=True, permission_classes=[HasScope])
    def offer(self, request: Request, public_id: str) -> Response:
        """Whether the key's owner may book it: the same conditions as on the page and at the press."""
        session = self.get_object()
        person = Person.objects.for_user(request.user).first()
        if person is None:
            raise NotFound("This account has no record to book for.")
        context = contexts(sessions=[session], person=person, at=timezone.now(), book=policies.book())[session.pk]
        found = refusals(context)
        minutes = sum(year.needed for year in context.years)
        data = {"can_book": not found, "refusals": found, "allowance_minutes": minutes}
        return Response(OfferData(data).data)


@extend_schema(tags=["bookings"])
class OwnBookingViewSet(Door, ReadOnlyModelViewSet[Booking]):
    """The key owner's own bookings, the latest first."""

    serializer_class = BookingData
    pagination_class = Pages
    lookup_field = "public_id"
    scope = BOOKINGS
    queryset = Booking.objects.for_user(AnonymousUser()).none()

    def get_queryset(self) -> QuerySet[Booking]:
        """One's own and nobody else's."""
        return (
            Booking.objects.for_user(self.request.user).select_related("session__course").order_by("-created_at", "-pk")
        )


def _day(request: Request, name: str) -> date | None:
    """A day of the address, or none. Raises ValidationError."""
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValidationError({name: "Write the day as 2026-11-23."}) from None
