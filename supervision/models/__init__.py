"""Everything supervision keeps in the database."""

from supervision.models.agreements import Agreement
from supervision.models.cycles import Cycle, ImportedHistory
from supervision.models.meetings import Attendee, Meeting, MeetingEvent
from supervision.models.openings import Opening, RecordRead
from supervision.models.templates import Template, TemplateVersion

__all__ = [
    "Agreement",
    "Attendee",
    "Cycle",
    "ImportedHistory",
    "Meeting",
    "MeetingEvent",
    "Opening",
    "RecordRead",
    "Template",
    "TemplateVersion",
]
