"""How Django knows this room."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """The room's registration."""

    name = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
