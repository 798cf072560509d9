"""`manage.py sync_roles`: write the CMS groups of the roles and their members."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workforce.actions import cms_groups


class Command(BaseCommand):
    """Repeatable; changes nothing when everything is as the roles say."""

    help = "Write each role's CMS group: its permissions and, by running grants, its members."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sync and print the number of members of each group."""
        now = timezone.now()
        for name, members in cms_groups.sync(by=None, at=now, on=timezone.localdate(now)).items():
            self.stdout.write(f"{name}: {members}")
