"""Places kept for somebody: a team, a service, an organisation, a manager's people (DOMAIN 29)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from courses.rules.conditions.refusal import Button, Refusal
from foundation.british_dates import long_date

if TYPE_CHECKING:
    from courses.rules.conditions.context import BookingContext


@dataclass(frozen=True, slots=True)
class KeptPlaces:
    """Places of the session that nobody is named for yet. `mine`: the person is one of those they are for."""

    hold_id: int
    name: str
    until: date
    left: int
    mine: bool


class HeldPlaces:
    """The places that are left are not all kept for others."""

    key = "held_places"

    def refusal(self, context: "BookingContext") -> Refusal | None:
        """Refuses where every place that is left is kept for somebody else, saying for whom and until when."""
        if context.free > 0 or context.session.pk in context.live_session_ids or not context.kept_for_others:
            return None
        kept = " ".join(self._sentence(each) for each in context.kept if not each.mine and each.left)
        queue = context.session.queue
        if queue.url:
            todo = f"Join the waiting list: you would be number {queue.number}. Or choose another date."
            button = Button(queue.url, "Join the waiting list")
        else:
            todo = "Look again after that day, or choose another date."
            button = Button(context.session.course_url, "See the other dates")
        remedy = f"Places that are not used by then go back to everybody. {todo}"
        return Refusal(self.key, f"This session is full for now. {kept}", remedy, button)

    def _sentence(self, kept: KeptPlaces) -> str:
        places = "1 place is" if kept.left == 1 else f"{kept.left} places are"
        return f"{places} kept for {kept.name} until {long_date(kept.until)}."
