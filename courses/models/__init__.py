"""Everything courses keeps in the database."""

from courses.models.booking import AttendanceMark, Booking, BookingEvent
from courses.models.bulk import BulkRun, BulkStep
from courses.models.calendar_feed import CalendarFeed
from courses.models.charges import Charge, PlaceRequest
from courses.models.course import Course
from courses.models.feedback import FormRequest, FormResponse, PulseAnswer, PulseRound, Quote
from courses.models.interest import Interest
from courses.models.lessons import Lesson, LessonResult, SelfPacedRun
from courses.models.needs import Arrangement, PrerequisiteExemption, RememberedNeed
from courses.models.pathway import Enrolment, Pathway, StepDone
from courses.models.places import Approval, Offer, PlaceHold
from courses.models.resources import Budget, Equipment, SessionEquipment
from courses.models.session import Session, SessionDate, Venue
from courses.models.trainers import SessionNeed, SessionTrainer, TrainerLink

__all__ = [
    "Approval",
    "Arrangement",
    "AttendanceMark",
    "Booking",
    "BookingEvent",
    "Budget",
    "BulkRun",
    "BulkStep",
    "CalendarFeed",
    "Charge",
    "Course",
    "Enrolment",
    "Equipment",
    "FormRequest",
    "FormResponse",
    "Interest",
    "Lesson",
    "LessonResult",
    "Offer",
    "Pathway",
    "PlaceHold",
    "PlaceRequest",
    "PrerequisiteExemption",
    "PulseAnswer",
    "PulseRound",
    "Quote",
    "RememberedNeed",
    "SelfPacedRun",
    "Session",
    "SessionDate",
    "SessionEquipment",
    "SessionNeed",
    "SessionTrainer",
    "StepDone",
    "TrainerLink",
    "Venue",
]
