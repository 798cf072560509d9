"""`manage.py rotate_field_keys`: seal everything again that an older key sealed (docs/operations.md)."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.protected_text.rotation import Progress, protected_fields, reseal

SHOWN = 10


class Command(BaseCommand):
    """Stopped at any moment, it is run again. Exit code 1: some rows do not open under any key."""

    help = "Seal protected text under the first of FIELD_KEYS again, in batches; safe to stop and to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much at a time."""
        parser.add_argument("--batch", type=int, default=500, help="Rows in one transaction (500).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every column, one after the other; progress goes to stderr."""
        finished = []
        for field in protected_fields():
            for progress in reseal(field, batch=max(1, options["batch"])):
                self._tell(progress)
            finished.append(progress)
        resealed = sum(each.done - len(each.unopened) for each in finished)
        self.stdout.write(f"{resealed} texts sealed under the newest key, in {len(finished)} columns.")
        left = [each for each in finished if each.unopened]
        for each in left:
            keys = ", ".join(str(key) for key in each.unopened[:SHOWN])
            more = " and more" if len(each.unopened) > SHOWN else ""
            self.stderr.write(f"{each.label}: {len(each.unopened)} do not open and were left as they are: {keys}{more}")
        if left:
            sys.exit(1)

    def _tell(self, progress: Progress) -> None:
        if progress.total:
            self.stderr.write(f"{progress.label}: {progress.done} of {progress.total}")
            self.stderr.flush()
