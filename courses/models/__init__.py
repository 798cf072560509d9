"""Everything courses keeps in the database."""

from courses.models.booking import AttendanceMark, Booking, BookingEvent
from courses.models.course import Course
from courses.models.session import Session, SessionDate, SessionTrainer, Venue

__all__ = [
    "AttendanceMark",
    "Booking",
    "BookingEvent",
    "Course",
    "Session",
    "SessionDate",
    "SessionTrainer",
    "Venue",
]
