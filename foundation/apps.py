"""How Django knows this room."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The room's registration."""

    name = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
