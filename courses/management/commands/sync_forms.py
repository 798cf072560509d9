"""`manage.py sync_forms`: add the shipped forms that are missing. Run after every migration."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from foundation.versioned_forms.shipped import forms_in, sync_shipped_forms

SHIPPED = Path(__file__).parents[2] / "data" / "forms.json"


class Command(BaseCommand):
    """Never changes a form that exists."""

    help = "Add and publish the forms the Academy ships; leaves editors' forms alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing and say how much that was."""
        added = sync_shipped_forms(forms_in(SHIPPED))
        if options["verbosity"]:
            self.stdout.write(f"{added} forms added.")
