"""How Django knows this room."""

from django.apps import AppConfig


class CpdRecordsConfig(AppConfig):
    """The room's registration."""

    name = "cpd_records"
    verbose_name = "CPD records"
    default_auto_field = "django.db.models.BigAutoField"
