"""One press for many sessions or bookings: begun once, done step by step, gone on with after a crash."""

from courses.actions.bulk.running import AT_MOST, carry_on, start
from courses.actions.bulk.verbs import OF_BOOKINGS, OF_SESSIONS, BulkRefused

__all__ = ["AT_MOST", "OF_BOOKINGS", "OF_SESSIONS", "BulkRefused", "carry_on", "start"]
