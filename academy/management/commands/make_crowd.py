"""`manage.py make_crowd`: a deterministic large data set for measuring."""

from argparse import ArgumentParser
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from academy.crowd.learning import make_learning
from academy.crowd.people import make_people
from workforce.models import Team


class Command(BaseCommand):
    """Adds a crowd to an empty database. The same numbers and seed give the same crowd."""

    help = "Make invented people with posts, sessions, bookings and attendances, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Size and seed."""
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--years", type=int, default=1, help="years of service before now")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--a-year", type=int, default=8, help="attendances of each person in the last half year")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the crowd in one transaction."""
        if not settings.DEMO:
            raise CommandError("A crowd is only for ACADEMY_MODE=demo: it would put invented people among real ones.")
        if Team.objects.filter(code="CROWD").exists():
            raise CommandError("There is a crowd in this database already. Use an empty database.")
        rng, now = Random(options["seed"]), timezone.now()  # noqa: S311  # repeatable on purpose
        with transaction.atomic():
            people = make_people(count=options["people"], years=options["years"], rng=rng, now=now)
            make_learning(people=people, a_year=options["a_year"], rng=rng, now=now)
        self.stdout.write(f"{len(people):,} people, 1,600 sessions, {len(people) * options['a_year']:,} attendances.")
