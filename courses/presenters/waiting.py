"""A place on a waiting list as its person reads it: the number, who is before them and why, naming nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from courses.models import Booking, Offer, Session
from courses.rules.waiting import BANDS, cut_off
from foundation import policies
from foundation.british_dates import date_and_time
from foundation.policies import PolicyBook

RULE = (
    "Places go by the number on the list, and people in a priority band come first: those whose date the Academy "
    "cancelled, then newly qualified colleagues and people who must do this learning. Nobody else can overtake you."
)
QUEUED = (Booking.State.WAITING, Booking.State.OFFERED)


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where somebody is on a list. `before` says who is ahead, by band; `offer_url` is set when it is their turn."""

    number: int = 0
    before: tuple[str, ...] = ()
    own_band: str = ""
    at_once: bool = False
    closes: str = ""
    offer_url: str = ""
    offer_until: str = ""
    rule: str = RULE

    @property
    def status(self) -> str:
        """Two or three words for a tag."""
        return "A place is kept for you" if self.offer_url else f"Waiting list: number {self.number}"

    @property
    def headline(self) -> str:
        """ "You are number 2 on the waiting list"."""
        if self.offer_url:
            return f"A place is kept for you until {self.offer_until}"
        return "You are next on the waiting list" if self.number == 1 else f"You are number {self.number} on the list"


def queue_places(bookings: Iterable[Booking]) -> dict[int, QueuePlace]:
    """For each of these bookings that waits or was offered a place, by key: three queries, none when none does."""
    queued = [booking for booking in bookings if booking.state in QUEUED]
    if not queued:
        return {}
    waiting = list(
        Booking.objects.filter(session__in={booking.session_id for booking in queued})
        .in_the_queue()
        .values_list("session_id", "band", "queue_number")
    )
    book = policies.book()
    offers = {offer.booking_id: offer for offer in Offer.objects.open().filter(booking__in=queued)}
    return {booking.pk: _place(booking, waiting, offers.get(booking.pk), book) for booking in queued}


def _place(booking: Booking, waiting: list[tuple[int, int, int]], offer: Offer | None, book: PolicyBook) -> QueuePlace:
    if offer is not None:
        return QueuePlace(offer_url=f"/offers/{offer.token}/", offer_until=date_and_time(offer.expires_at))
    mine = (booking.band, booking.queue_number)
    before = Counter(band for pk, band, number in waiting if pk == booking.session_id and (band, number) < mine)
    return QueuePlace(
        number=sum(before.values()) + 1,
        before=tuple(_before(band, number, booking.band) for band, number in sorted(before.items())),
        own_band=BANDS[booking.band],
        at_once=booking.accepts_automatically,
        closes=closes(booking.session, book),
    )


def _before(band: int, number: int, own: int) -> str:
    """ "1 person is ahead of you because they are newly qualified …"."""
    who = "1 person is" if number == 1 else f"{number} people are"
    if band == own:
        return f"{who} ahead of you because they joined earlier."
    return f"{who} in a band that comes first, {BANDS[band]}."


def closes(session: Session, book: PolicyBook) -> str:
    """When the list closes, in words."""
    return date_and_time(cut_off(session.starts_at, session.booking_closes_at, book))
