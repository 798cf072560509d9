"""The front door: settings, sign-in, the desk, and journeys that touch two rooms."""

from academy.celery import app as celery_app

__all__ = ["celery_app"]
