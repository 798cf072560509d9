"""`manage.py demo`: the demo data shipped with the project."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from academy.demo.loading import load


class Command(BaseCommand):
    """Loads the demo; running it again finishes what is missing and doubles nothing."""

    help = "Load the demo: an invented council's people, courses, learning and bookings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only whether to begin anew."""
        parser.add_argument("--reset", action="store_true", help="empty the database first; only in demo mode")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, saying what is under way."""
        if not settings.DEMO:
            raise CommandError("The demo is only for ACADEMY_MODE=demo: it would put invented people among real ones.")
        if options["reset"]:
            self._empty()
        load(timezone.now(), lambda line: self.stdout.write(line))

    def _empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        call_command("migrate", interactive=False, verbosity=0)
