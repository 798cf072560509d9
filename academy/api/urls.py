"""`/api/v1/…`: what the rooms offer to programs, and its OpenAPI description (DESIGN 5)."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from courses.api import CourseViewSet, OwnBookingViewSet, SessionViewSet

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.register("courses", CourseViewSet, basename="courses")
router.register("sessions", SessionViewSet, basename="sessions")
router.register("my/bookings", OwnBookingViewSet, basename="my-bookings")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=(), authentication_classes=()), name="schema"),
    path("", include(router.urls)),
]
