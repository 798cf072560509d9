"""The clock's jobs of the front door (CELERY_BEAT_SCHEDULE in the settings)."""

from celery import shared_task
from django.core.management import call_command

from academy.accounts.session_store import SessionStore


@shared_task(name="academy.forget_sessions")
def forget_sessions() -> None:
    """Remove sessions that have ended: they hold who was signed in, and addresses waiting for a code."""
    SessionStore.clear_expired()


@shared_task(name="academy.publish_scheduled")
def publish_scheduled() -> None:
    """Publish, and take down, what editors have given a moment to. Repeatable."""
    call_command("publish_scheduled", verbosity=0)
