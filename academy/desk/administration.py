"""The card of those who keep the Academy right: where each of their screens is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.slots import DeskCard
from workforce.permissions import roles_of
from workforce.roles import HR, RECORDS_MANAGER, SYSTEM_ADMINISTRATOR

SCREENS = (
    ("People", "people", "Missing from the file, records to join, facts to mend", {SYSTEM_ADMINISTRATOR, HR}),
    ("Roles", "roles", "Who holds which, over what, and until when", {SYSTEM_ADMINISTRATOR}),
    ("Import files", "imports:index", "Preview first, then apply", {SYSTEM_ADMINISTRATOR}),
    ("Policies", "policies:index", "Dated figures, and whom a change touches", {SYSTEM_ADMINISTRATOR}),
    ("Records", "retention_schedule", "The schedule, what is due, legal holds, disposals", {RECORDS_MANAGER}),
    ("Requests for data", "subject_requests", "Who asks what is held about them", {RECORDS_MANAGER, HR}),
    ("Messages", "sent_messages:index", "What was sent, and what could not be", {SYSTEM_ADMINISTRATOR}),
)


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Links to what this person may keep; nothing for everybody else."""
    held = roles_of(user, timezone.localdate(now))
    items = tuple((text, reverse(name), note) for text, name, note, roles in SCREENS if held & roles)
    if items:
        yield DeskCard(key="administration", title="Keeping the Academy right", order=15, items=items)
