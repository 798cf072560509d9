"""How Django knows this room."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The room's registration."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
