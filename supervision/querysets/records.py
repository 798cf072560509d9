"""Reads of records. What of a record somebody may read is `permissions` and `rules.access`; here only which rows."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet


class RecordQuerySet(QuerySet[Any]):
    """Records of meetings. Views enter by `visible_to` only."""

    def visible_to(self, user: Any, on: date) -> "RecordQuerySet":
        """Records of meetings the user may see something of; a draft is for who writes it and who it is about."""
        meetings = apps.get_model("supervision", "Meeting")._default_manager.visible_to(user, on)
        return self.filter(meeting__in=meetings.values("pk"))

    def with_meeting(self) -> "RecordQuerySet":
        """With the meeting, the two people and their users, and the version of the form."""
        return self.select_related(
            "meeting__supervisee__user",
            "meeting__supervisor__user",
            "meeting__within__record",
            "version__template",
            "begun_by",
        )

    def before(self, record: Any) -> "RecordQuerySet":
        """Those of the same two, of meetings held before this one's; the newest first, with their sections."""
        meeting = record.meeting
        same = self.filter(meeting__supervisee=meeting.supervisee_id, meeting__supervisor=meeting.supervisor_id)
        earlier = same.filter(meeting__held_on__lt=meeting.held_on).exclude(pk=record.pk)
        rows = earlier.select_related("meeting", "version").prefetch_related("sections")
        return rows.order_by("-meeting__held_on", "-pk")

    def locked(self) -> "RecordQuerySet":
        """Signed, or issued without the second signature."""
        return self.filter(state__in=["signed", "issued"])

    def to_sign(self) -> "RecordQuerySet":
        """Shared and not yet locked."""
        return self.filter(state="shared")
