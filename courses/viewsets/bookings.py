"""Bookings for coordinators: one list over all sessions, sorted, filtered, as a file, and in bulk."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.models import Booking
from courses.presenters import wording
from courses.viewsets import bulk_pages, list_files
from courses.viewsets.bulk_kinds import KINDS
from courses.viewsets.list_filters import SEARCHED, BookingFilters
from courses.viewsets.session_pages import coordinators_only


def _page_of(booking: Booking) -> str:
    """Where to see to it: the waiting list while somebody waits, otherwise the session."""
    waits = booking.state in (Booking.State.WAITING, Booking.State.OFFERED)
    return reverse("sessions:queue" if waits else "sessions:edit", args=[booking.session_id])


class BookingIndexView(IndexView):
    """Whoever this coordinator may see, the newest wish first."""

    model = Booking
    any_permission_required = None
    """The gate is the role on the day (`coordinators_only`), not a permission of a group."""
    index_url_name = "bookings:index"
    index_results_url_name = "bookings:index_results"
    template_name = "courses/admin/bulk_list.html"
    results_template_name = "courses/admin/bulk_list_results.html"
    page_title = "Bookings"
    header_icon = "list-ul"
    bulk_of = "bookings"
    bulk_verbs = KINDS["bookings"].verbs
    default_ordering = "-created_at"
    paginate_by = 50
    filterset_class = BookingFilters
    search_fields: ClassVar = SEARCHED["bookings"]
    search_backend_name = None
    columns: ClassVar = [
        bulk_pages.SelectColumn("select", label="Choose"),
        TitleColumn("person", label="Person", accessor="person.full_name", get_url=_page_of),
        Column("course", label="Course", accessor="session.course.title", sort_key="session__course__title"),
        Column(
            "when",
            label="Dates",
            accessor=lambda row: wording.dates(row.session.starts_at, row.session.ends_at),
            sort_key="session__starts_at",
        ),
        StatusTagColumn("state", label="State", accessor="get_state_display", primary=lambda row: row.is_live),
        DateColumn("created_at", label="Asked for", sort_key="created_at"),
        Column("ref", label="Session", accessor="session.ref", sort_key="session__ref"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """In one query."""
        return Booking.objects.visible_to(self.request.user).select_related("person", "session__course")

    @property
    def header_more_buttons(self) -> list[Any]:
        """The list as a file, and a year of attendances."""
        asked = self.request.GET.urlencode()
        return [
            HeaderButton("This list as a file", f"{reverse('bookings:csv')}?{asked}", icon_name="download"),
            HeaderButton("Attendances as a file", reverse("attendances"), icon_name="download"),
        ]


class BookingViewSet(ViewSet):
    """A list and its file; changes go through the pages of sessions and through bulk runs."""

    name = "bookings"
    icon = "list-ul"

    def get_urlpatterns(self) -> list[Any]:
        """Every one behind the role."""
        return [
            path("", coordinators_only(BookingIndexView.as_view()), name="index"),
            path("results/", coordinators_only(BookingIndexView.as_view(results_only=True)), name="index_results"),
            path("bookings.csv", list_files.bookings_csv, name="csv"),
        ]
