"""Everything supervision keeps in the database."""

from supervision.models.agreements import Agreement
from supervision.models.case_copies import CaseCopy
from supervision.models.chain import ChainHead, ChainLink
from supervision.models.cycles import Cycle, ImportedHistory
from supervision.models.meetings import Attendee, Meeting, MeetingEvent
from supervision.models.opening_requests import OpeningRequest
from supervision.models.openings import Opening, RecordRead
from supervision.models.records import AgendaPoint, Record, RecordDraft, RecordWord, Section
from supervision.models.templates import Template, TemplateVersion

__all__ = [
    "AgendaPoint",
    "Agreement",
    "Attendee",
    "CaseCopy",
    "ChainHead",
    "ChainLink",
    "Cycle",
    "ImportedHistory",
    "Meeting",
    "MeetingEvent",
    "Opening",
    "OpeningRequest",
    "Record",
    "RecordDraft",
    "RecordRead",
    "RecordWord",
    "Section",
    "Template",
    "TemplateVersion",
]
