"""How Django knows this room."""

from django.apps import AppConfig

from academy.celery import app as celery_app


class AcademyConfig(AppConfig):
    """The room's registration."""

    name = "academy"
    celery = celery_app  # tasks declared anywhere belong to it once Django is set up
    default_auto_field = "django.db.models.BigAutoField"
