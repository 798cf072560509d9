"""`manage.py sync_templates`: add the shipped templates and forms that are missing. Run after every migration."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.versioned_forms.shipped import sync_shipped_forms
from supervision.models import Template
from supervision.shipped import TEMPLATES
from supervision.shipped.quality import QUALITY


class Command(BaseCommand):
    """Never changes a template that exists."""

    help = "Add and publish the supervision templates the Academy ships; leaves editors' templates alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing and say how much that was."""
        added = sync_shipped_forms(TEMPLATES, Template) + sync_shipped_forms((QUALITY,))
        if options["verbosity"]:
            self.stdout.write(f"{added} templates added.")
