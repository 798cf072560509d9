"""The clock's jobs of the front door (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task(name="academy.forget_sessions")
def forget_sessions() -> None:
    """Remove sessions that have ended: they hold who was signed in, and addresses waiting for a code."""
    SessionStore.clear_expired()
