"""`manage.py load_site_content`: the public site's first pages, for a new installation."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.actions.content import load_site


class Command(BaseCommand):
    """Makes what is missing and leaves what is there."""

    help = "Make the public site's pages, menus and pictures that are not there yet. Nothing is overwritten."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many pages were made, and what is left to do by hand."""
        made = load_site(by=None, at=timezone.now())
        self.stdout.write(f"{made} pages made." if made else "Every page is there already.")
        self.stdout.write(
            "Enter the Academy's own contact details in /cms/ under Settings, Wording and contact details."
        )
