"""Letters that more than one step of a register sends."""

from courses.actions.registers.crediting import Settling
from courses.emails import attendance as letters
from courses.models import Booking
from courses.rules.attendance import Attendance


def tell_of_shortage(settling: Settling, booking: Booking, result: Attendance) -> None:
    """Tell the managers that learning was recorded for which no allowance was left."""
    managers = settling.managers.get(booking.person_id, [])
    facts = settling.correspondence.facts(booking)
    told = [letters.beyond_allowance(facts, manager, result.minutes) for manager in managers]
    settling.correspondence.tell_managers(booking, managers, told)
