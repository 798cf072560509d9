"""Everything supervision keeps in the database."""

from supervision.models.agreements import Agreement
from supervision.models.case_copies import CaseCopy
from supervision.models.chain import ChainHead, ChainLink
from supervision.models.cycles import Cycle, ImportedHistory, PastTurns
from supervision.models.meetings import Attendee, Meeting, MeetingEvent
from supervision.models.needs import LearningNeed
from supervision.models.opening_requests import OpeningRequest
from supervision.models.openings import AgreementRead, Opening, RecordRead
from supervision.models.quality import QualityCheck, QualityDraw
from supervision.models.records import AgendaPoint, Record, RecordDraft, RecordWord, Section
from supervision.models.templates import Template, TemplateVersion

__all__ = [
    "AgendaPoint",
    "Agreement",
    "AgreementRead",
    "Attendee",
    "CaseCopy",
    "ChainHead",
    "ChainLink",
    "Cycle",
    "ImportedHistory",
    "LearningNeed",
    "Meeting",
    "MeetingEvent",
    "Opening",
    "OpeningRequest",
    "PastTurns",
    "QualityCheck",
    "QualityDraw",
    "Record",
    "RecordDraft",
    "RecordRead",
    "RecordWord",
    "Section",
    "Template",
    "TemplateVersion",
]
