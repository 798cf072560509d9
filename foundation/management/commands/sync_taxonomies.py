"""`manage.py sync_taxonomies`: add the shipped terms that are missing. Run after every migration."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.language_helper.shipped import sync_caring_words
from foundation.taxonomies import sync_shipped_terms


class Command(BaseCommand):
    """Never changes a term that exists."""

    help = "Add the vocabularies, terms and caring words the Academy ships; leaves editors' words alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing and say how much that was."""
        added = sync_shipped_terms() + sync_caring_words()
        if options["verbosity"]:
            self.stdout.write(f"{added} terms and words added.")
