"""How Django knows this room."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The room's registration."""

    name = "supervision"
    verbose_name = "Supervision"
    default_auto_field = "django.db.models.BigAutoField"
