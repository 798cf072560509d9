"""How Django knows this room."""

from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """The room's registration."""

    name = "academy"
    default_auto_field = "django.db.models.BigAutoField"
