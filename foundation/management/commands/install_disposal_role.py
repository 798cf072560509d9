"""`manage.py install_disposal_role`: the database role of disposal and what it may touch."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from foundation.disposal.role import ROLE, DoorMissing, install


class Command(BaseCommand):
    """Repeatable, and safe side by side with itself. Part of every release: new guarded tables are granted."""

    help = "Make the database role of disposal, let the application step into it, and grant it the guarded tables."

    def handle(self, *args: Any, **options: Any) -> None:
        """Install and say how many tables it may touch; exit code 1 where this connection may not."""
        try:
            tables = install()
        except DoorMissing as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        self.stdout.write(f"{ROLE}: {len(tables)} guarded tables")
