"""Another date instead of one that was cancelled: a card with the one button that fits."""

from dataclasses import dataclass

from courses.presenters.course import SessionCard
from courses.rules.conditions.context import Queue


@dataclass(frozen=True, slots=True)
class OtherDate:
    """`press` is the words on the button and `url` where it posts; empty where only `why_not` can be said."""

    card: SessionCard
    press: str = ""
    url: str = ""
    said: str = ""
    why_not: str = ""


def other_date(card: SessionCard, queue: Queue) -> OtherDate:
    """Book it; where it is full, join the list, on which they come first; where neither can be, why."""
    offer = card.learner
    if offer.is_booked:
        return OtherDate(card, said=offer.standing)
    if offer.can_book:
        return OtherDate(card, offer.press, offer.book_url, f"{offer.in_short}. {offer.why}".strip())
    if queue.url and {each.key for each in offer.refusals} == {"place_free"}:
        said = f"It is full. You would be number {queue.number}, because we cancelled your date."
        return OtherDate(card, "Join the waiting list", queue.url, said)
    first = offer.first
    return OtherDate(card, why_not=f"{first.sentence} {first.remedy}" if first else "")
