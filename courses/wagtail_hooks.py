"""What courses adds to the CMS."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from courses.permissions import can_manage_courses, can_manage_sessions
from courses.views.recordings import guard_recording
from courses.viewsets import bulk_pages, list_files, policies, today
from courses.viewsets.as_learner import as_learner
from courses.viewsets.attendances import attendances
from courses.viewsets.bookings import BookingViewSet
from courses.viewsets.courses import CourseViewSet
from courses.viewsets.demand import demand, demand_csv
from courses.viewsets.equipment import EquipmentViewSet
from courses.viewsets.feedback_pages import urlpatterns as feedback_urls
from courses.viewsets.lessons import LessonViewSet
from courses.viewsets.pathways import PathwayViewSet
from courses.viewsets.session_costs import BudgetViewSet
from courses.viewsets.sessions import SessionViewSet
from courses.viewsets.venues import VenueViewSet

policies.register()
register_snippet(CourseViewSet)
register_snippet(LessonViewSet)
register_snippet(PathwayViewSet)
register_snippet(VenueViewSet)
register_snippet(EquipmentViewSet)


@hooks.register("register_admin_viewset")
def sessions() -> SessionViewSet:
    """Sessions, beside courses and venues in the menu."""
    return SessionViewSet()


@hooks.register("register_admin_viewset")
def budgets() -> BudgetViewSet:
    """Budgets, after the sessions that are paid from them."""
    return BudgetViewSet()


@hooks.register("register_admin_urls")
def feedback_pages() -> list[Any]:
    """Results, quotes and surveys."""
    return [path("feedback/", include((feedback_urls, "feedback")))]


@hooks.register("register_admin_menu_item")
def feedback_menu() -> MenuItem:
    """After sessions and venues."""
    return FeedbackItem("Feedback", reverse_lazy("feedback:index"), name="feedback", icon_name="comment", order=156)


class FeedbackItem(MenuItem):
    """For those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Coordinators."""
        return can_manage_courses(request.user, timezone.localdate())


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """The few styles that our own fields and pages need there."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/courses_admin.css"))


class AttentionPanel(Component):
    """On the first page of the CMS: the coordinator's cards."""

    name = "courses_attention"
    order = 50
    template_name = "courses/admin/home_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The same cards as on the page of the day."""
        return {"cards": today.cards_of(parent_context["request"].user, timezone.now())}


@hooks.register("construct_homepage_panels")
def attention(request: HttpRequest, panels: list[Any]) -> None:
    """What needs a coordinator comes before Wagtail's own panels."""
    panels.append(AttentionPanel())


@hooks.register("register_admin_urls")
def demand_address() -> list[Any]:
    """`/cms/demand/`."""
    return [path("demand/", demand, name="demand"), path("demand.csv", demand_csv, name="demand_csv")]


class ForCoordinators(MenuItem):
    """A menu item that only coordinators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the page would open for them."""
        return can_manage_sessions(request.user, timezone.localdate())


@hooks.register("register_admin_menu_item")
def demand_item() -> MenuItem:
    """Beside courses and sessions."""
    return ForCoordinators("Demand", reverse("demand"), icon_name="group", order=153)


@hooks.register("register_admin_viewset")
def bookings() -> BookingViewSet:
    """Who is booked on what, over all sessions."""
    return BookingViewSet()


@hooks.register("register_admin_menu_item")
def bookings_item() -> MenuItem:
    """Beside sessions."""
    return ForCoordinators("Bookings", reverse_lazy("bookings:index"), icon_name="list-ul", order=152)


@hooks.register("register_admin_urls")
def day_addresses() -> list[Any]:
    """The coordinator's day, what is done to many at once, a year of attendances."""
    return [
        path("today/", today.today, name="today"),
        path("as-learner/", as_learner, name="as_learner"),
        path("attendances.csv", attendances, name="attendances"),
        path("courses.csv", list_files.courses_csv, name="courses_csv"),
        path("pathways.csv", list_files.pathways_csv, name="pathways_csv"),
        *bulk_pages.urlpatterns,
    ]


@hooks.register("register_admin_menu_item")
def today_item() -> MenuItem:
    """Before everything else."""
    return ForCoordinators("Today", reverse_lazy("today"), icon_name="calendar-check", order=1)


class PeopleAndPlaces(SubmenuMenuItem):
    """What coordinators do for people who are booked; the pages stand on the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Coordinators."""
        return can_manage_sessions(request.user, timezone.localdate())


@hooks.register("register_admin_menu_item")
def people_and_places() -> PeopleAndPlaces:
    """After bookings."""
    pages = (
        ("To arrange for people", "courses:arrangements"),
        ("Requests for places", "courses:place_requests"),
        ("Counted as done", "courses:exemptions"),
        ("Charges", "courses:charges"),
    )
    items = [MenuItem(label, reverse_lazy(name), order=number) for number, (label, name) in enumerate(pages)]
    return PeopleAndPlaces("Day to day", Menu(items=items), name="places", icon_name="user", order=152)


@hooks.register("register_admin_menu_item")
def as_learner_item() -> MenuItem:
    """After feedback."""
    return ForCoordinators("View as a learner", reverse_lazy("as_learner"), icon_name="view", order=157)


@hooks.register("before_serve_document")
def recordings_for_learners(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Sound, film and captions go to those on the course only."""
    return guard_recording(document, request)
