"""Taking and giving up places. Places and minutes move together, or nothing does (DESIGN 4, "Booking").

Lock order everywhere: the session, then accounts by id. Nothing that holds an account takes a
session, so a leaver's bookings are released one transaction per session.
"""

from courses.actions.bookings import in_flight as in_flight
from courses.actions.bookings.changing import announce_change
from courses.actions.bookings.confirming import cannot_come, confirm, of_link
from courses.actions.bookings.explaining import ReasonRefused, explain
from courses.actions.bookings.giving_up import CancellationRefused, cancel
from courses.actions.bookings.moving import MOVABLE, MoveRefused, move
from courses.actions.bookings.releasing import release_leaver, release_leavers, release_session
from courses.actions.bookings.taking import BookingRefused, book, request
from courses.rules.wishes import Wish

__all__ = [
    "MOVABLE",
    "BookingRefused",
    "CancellationRefused",
    "MoveRefused",
    "ReasonRefused",
    "Wish",
    "announce_change",
    "book",
    "cancel",
    "cannot_come",
    "confirm",
    "explain",
    "move",
    "of_link",
    "release_leaver",
    "release_leavers",
    "release_session",
    "request",
]
