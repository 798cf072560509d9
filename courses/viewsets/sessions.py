"""Sessions in the CMS: what is planned, open, filling, full; and the pages that change them."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.models import Session
from courses.presenters import wording
from courses.viewsets import (
    bulk_pages,
    certificate_files,
    list_files,
    queue_pages,
    session_costs,
    session_pages,
    session_series,
)
from courses.viewsets.bulk_kinds import KINDS
from courses.viewsets.list_filters import SEARCHED, SessionFilters


def _dates(session: Session) -> str:
    return wording.dates(session.starts_at, session.ends_at)


class SessionIndexView(IndexView):
    """The list: what comes next first, what is over last."""

    default_ordering = "starts_at"
    template_name = "courses/admin/bulk_list.html"
    results_template_name = "courses/admin/bulk_list_results.html"
    bulk_of = "sessions"
    bulk_verbs = KINDS["sessions"].verbs

    def get_base_queryset(self) -> QuerySet[Any]:
        """What this coordinator looks after, in one query."""
        return (
            Session.objects.visible_to(self.request.user)
            .managed_by(self.request.user)
            .select_related("course", "venue")
        )

    @property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's own, a term to paste and what sessions cost."""
        ours = [
            HeaderButton(
                "This list as a file",
                f"{reverse('sessions:csv')}?{self.request.GET.urlencode()}",
                icon_name="download",
                priority=59,
            ),
            HeaderButton("Paste a term", reverse("sessions:paste"), icon_name="clipboard-list", priority=60),
            HeaderButton("Costs and budgets", reverse("sessions:costs"), icon_name="table", priority=61),
        ]
        return [*super().header_more_buttons, *ours]

    def order_queryset(self, queryset: Any) -> Any:
        """As asked; unasked, by what needs a coordinator next."""
        if self.request.GET.get("ordering"):
            return super().order_queryset(queryset)
        return queryset.next_first(timezone.now())


class SessionViewSet(ModelViewSet):
    """Sessions: listed as Wagtail lists things, changed only through `actions.sessions`."""

    model = Session
    name = "sessions"
    icon = "calendar"
    menu_label = "Sessions"
    menu_order = 151
    add_to_admin_menu = True
    copy_view_enabled = False
    exclude_form_fields: ClassVar = ["public_id"]
    index_view_class = SessionIndexView
    filterset_class = SessionFilters
    search_fields: ClassVar = SEARCHED["sessions"]
    search_backend_name = None
    list_per_page = 50
    list_display: ClassVar = [
        bulk_pages.SelectColumn("select", label="Choose"),
        TitleColumn("course", label="Course", accessor="course.title", url_name="sessions:edit"),
        Column("when", label="Dates", accessor=_dates, sort_key="starts_at"),
        Column("where", label="Place", accessor=lambda row: row.venue.name if row.venue else "Online"),
        Column("taken", label="Places taken", accessor=lambda row: f"{row.places_taken} of {row.capacity}"),
        StatusTagColumn("state", label="State", accessor="get_state_display", primary=lambda row: row.state == "open"),
        Column("ref", label="Reference", sort_key="ref"),
    ]

    @property
    def add_view(self) -> Any:
        """The planning page."""
        return session_pages.add

    @property
    def edit_view(self) -> Any:
        """The page of one session."""
        return session_pages.edit

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's list, and our own pages."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", session_pages.add, name="add"),
            path("edit/<int:pk>/", session_pages.edit, name="edit"),
            path("open/<int:pk>/", session_pages.open_for_booking, name="open"),
            path("cancel/<int:pk>/", session_pages.cancel, name="cancel"),
            path("waiting/<int:pk>/", queue_pages.queue, name="queue"),
            path("series/<int:pk>/", session_series.series, name="series"),
            path("sessions.csv", list_files.sessions_csv, name="csv"),
            path("undo-open/<int:pk>/", session_pages.undo_open, name="undo_open"),
            path("undo-cancel/<int:pk>/", session_pages.undo_cancel, name="undo_cancel"),
            path("paste/", session_series.paste, name="paste"),
            path("trainer-links/<int:pk>/", session_series.send_links, name="send_links"),
            path("trainer-links/<int:pk>/revoke/", session_series.revoke_links, name="revoke_links"),
            path("certificates/<int:pk>/", certificate_files.of_session, name="certificates"),
            path("costs/", session_costs.costs, name="costs"),
            path("costs.csv", session_costs.costs_csv, name="costs_csv"),
        ]
