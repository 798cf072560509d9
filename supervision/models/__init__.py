"""Everything supervision keeps in the database."""

from supervision.models.agreements import Agreement
from supervision.models.cycles import Cycle
from supervision.models.meetings import Attendee, Meeting, MeetingEvent
from supervision.models.openings import Opening, RecordRead

__all__ = ["Agreement", "Attendee", "Cycle", "Meeting", "MeetingEvent", "Opening", "RecordRead"]
