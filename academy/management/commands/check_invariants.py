"""`manage.py check_invariants`: a read-only audit of what must always hold (DESIGN 5)."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from foundation import slots

SHOWN = 20


class Command(BaseCommand):
    """Asks every room's checks in the slot "invariants"; exit code 1 on any breach."""

    help = "Check ledger, bookings and periods for anything that must never be. Reads only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to print."""
        parser.add_argument("--json", action="store_true", help="Print the breaches as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every check on one unchanging picture of the database."""
        breaches, ran = _all_breaches()
        if options["json"]:
            self.stdout.write(json.dumps({"checks": ran, "breaches": [asdict(each) for each in breaches]}, indent=1))
        else:
            self._tell(breaches)
            self.stdout.write(f"{ran} checks, {len(breaches)} breaches.")
        if breaches:
            sys.exit(1)

    def _tell(self, breaches: list[slots.Breach]) -> None:
        """The first breaches of each rule: one cause often breaks a rule many times."""
        seen: Counter[tuple[str, str]] = Counter()
        for breach in breaches:
            seen[breach.room, breach.rule] += 1
            if seen[breach.room, breach.rule] <= SHOWN:
                self.stdout.write(f"{breach.room}: {breach.rule}: {breach.subject}: {breach.detail}")
        for (room, rule), number in seen.items():
            if number > SHOWN:
                self.stdout.write(f"{room}: {rule}: {number - SHOWN} more (--json lists them all)")


def _all_breaches() -> tuple[list[slots.Breach], int]:
    """Every breach, and how many checks ran: on one snapshot, which cannot be written."""
    checks = slots.entries("invariants")
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return [breach for check in checks for breach in check()], len(checks)
