"""How Django knows this room."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The room's registration."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"
