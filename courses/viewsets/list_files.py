"""The coordinators' lists as files: what the filter finds, row by row."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Booking, Course, Pathway, Session
from courses.viewsets.list_filters import narrowed
from courses.viewsets.session_pages import coordinators_only
from foundation import changelog, spreadsheets

SESSION_HEADINGS = (
    *("Reference", "Course code", "Course", "State", "First date", "Last date", "Venue"),
    *("Places", "Places taken", "Minimum", "Budget code"),
)
BOOKING_HEADINGS = (
    *("Employee number", "First name", "Last name", "Session", "Course code", "Course", "First date"),
    *("State", "Asked for", "Last changed", "Place in the queue"),
)
COURSE_HEADINGS = (
    *("Course code", "Course", "How", "Level", "Minutes", "On the site", "Changes waiting", "Retired from"),
    *("Signs of Safety %", "Restorative Practice %", "Social Pedagogy %", "General %", "Refresh months"),
)
PATHWAY_HEADINGS = (
    *("Pathway code", "Pathway", "Steps", "For", "Open to join", "On the site", "Changes waiting", "Retired from"),
)
BATCH = 2000


@coordinators_only
@require_safe
def sessions_csv(request: HttpRequest) -> HttpResponseBase:
    """The sessions a coordinator looks after."""
    rows = Session.objects.visible_to(request.user).managed_by(request.user).select_related("course", "venue")
    found = narrowed("sessions", rows, request.GET, request).order_by("starts_at", "pk")
    return csv_response("sessions.csv", SESSION_HEADINGS, map(_session, found.iterator(BATCH)))


@coordinators_only
@require_safe
def bookings_csv(request: HttpRequest) -> HttpResponseBase:
    """Bookings of the people a coordinator sees; that somebody took the list away is written down."""
    rows = Booking.objects.visible_to(request.user).select_related("person", "session__course")
    found = narrowed("bookings", rows, request.GET, request).order_by("session__starts_at", "pk")
    written_down(request.user, "exported bookings")
    return csv_response("bookings.csv", BOOKING_HEADINGS, map(_booking, found.iterator(BATCH)))


@coordinators_only
@require_safe
def courses_csv(request: HttpRequest) -> HttpResponseBase:
    """The catalogue with its drafts."""
    found = narrowed("courses", Course.objects.all(), request.GET, request).distinct().order_by("title", "pk")
    return csv_response("courses.csv", COURSE_HEADINGS, map(_course, found.iterator(BATCH)))


@coordinators_only
@require_safe
def pathways_csv(request: HttpRequest) -> HttpResponseBase:
    """Pathways with whom they are for."""
    rows = Pathway.objects.prefetch_related("audiences")
    found = narrowed("pathways", rows, request.GET, request).distinct().order_by("title", "pk")
    return csv_response("pathways.csv", PATHWAY_HEADINGS, map(_pathway, found.iterator(BATCH)))


def written_down(user: Any, verb: str, what: str = "") -> None:
    """Rows about people left the house: who took them, and when."""
    changelog.record(by=user, at=timezone.now(), verb=verb, subject=user, reason=what)


def csv_response(name: str, headings: tuple[str, ...], rows: Iterator[Any]) -> HttpResponseBase:
    """A file that is sent while it is written, and kept by no cache on the way."""
    response = StreamingHttpResponse(spreadsheets.write_csv(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _session(row: Session) -> tuple[Any, ...]:
    return (
        *(row.ref, row.course.code, row.course.title, row.get_state_display(), row.starts_at, row.ends_at),
        *(row.venue.name if row.venue else "Online", row.capacity, row.places_taken, row.minimum_places),
        row.budget_code,
    )


def _booking(row: Booking) -> tuple[Any, ...]:
    person, session = row.person, row.session
    return (
        *(person.employee_number, person.first_name, person.last_name, session.ref, session.course.code),
        *(session.course.title, session.starts_at, row.get_state_display(), row.created_at, row.changed_at),
        row.queue_number,
    )


def _course(row: Course) -> tuple[Any, ...]:
    return (
        *(row.code, row.title, row.get_mode_display(), row.get_level_display(), row.learning_minutes),
        *(row.live, row.has_unpublished_changes, row.retired_on),
        *(row.weight_sos, row.weight_rp, row.weight_sp, row.weight_general, row.refresh_months),
    )


def _pathway(row: Pathway) -> tuple[Any, ...]:
    audiences = "; ".join(str(term) for term in row.audiences.all())
    return (
        *(row.code, row.title, len(row.steps), audiences, row.open_to_join),
        *(row.live, row.has_unpublished_changes, row.retired_on),
    )
