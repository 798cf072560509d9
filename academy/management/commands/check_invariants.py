"""`manage.py check_invariants`: a read-only audit of what must always hold (DESIGN 5)."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from foundation import slots


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
            for breach in breaches:
                self.stdout.write(f"{breach.room}: {breach.rule}: {breach.subject}: {breach.detail}")
            self.stdout.write(f"{ran} checks, {len(breaches)} breaches.")
        if breaches:
            sys.exit(1)


def _all_breaches() -> tuple[list[slots.Breach], int]:
    """Every breach, and how many checks ran: on one snapshot, which cannot be written."""
    checks = slots.entries("invariants")
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return [breach for check in checks for breach in check()], len(checks)
