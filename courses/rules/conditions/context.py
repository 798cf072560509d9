"""Everything the booking conditions look at, as plain facts.

Loaded once by `loading`, in a number of queries that does not grow with the sessions. Minutes are
whole minutes, moments are aware, days are local days.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache

from django.utils import timezone

from courses.rules.approval import FREE, Ruling
from courses.rules.conditions.held import KeptPlaces
from workforce.rules.audiences import Belonging


def day_of(moment: datetime) -> date:
    """The day a moment falls on in Rotherham. A page asks for the same few dozens of times."""
    return _day_there(moment, timezone.get_default_timezone())


@lru_cache(maxsize=2048)
def _day_there(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Span:
    """One date of a session, from its start to its end."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether one could not be at both; one that ends as the other starts is no overlap."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Queue:
    """The session's waiting list, as it concerns somebody who wants a place.

    `ahead` counts people who wait and could have one of the free places: those are theirs. `number`
    is what the person would be on the list, and `url` where to join it; empty when it is closed.
    """

    ahead: int = 0
    number: int = 1
    url: str = ""


@dataclass(frozen=True, slots=True)
class EarlierCourse:
    """A course people need to have done first. `codes` are its own and those that count as it."""

    title: str
    url: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The session somebody would book. `taken` counts places in use, from the rows or from the cache."""

    pk: int
    title: str
    course_url: str
    state: str
    capacity: int
    taken: int
    spans: tuple[Span, ...]
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    in_approaches: bool = True
    """Whether any of its time is in the three approaches rather than general."""
    queue: Queue = Queue()
    first: tuple["EarlierCourse", ...] = ()

    @property
    def starts_at(self) -> datetime:
        """The start of the first date."""
        return self.spans[0].starts_at

    @property
    def first_day(self) -> date:
        """The local day of the first date."""
        return day_of(self.spans[0].starts_at)

    @property
    def last_day(self) -> date:
        """The local day of the last date."""
        return day_of(self.spans[-1].starts_at)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who would come. Post days come from the running and coming posts known now.

    `post_ends_on` is the last day in post, where one is known. `external` people belong to another
    organisation and need no post.
    """

    external: bool = False
    suspended: bool = False
    has_post: bool = True
    post_ends_on: date | None = None
    agency: bool = False


@dataclass(frozen=True, slots=True)
class OwnBooking:
    """A booking the person already has, one row for each of its dates."""

    session_id: int
    title: str
    url: str
    span: Span
    course_code: str = ""
    last_ends_at: datetime | None = None
    """The end of the session's last date."""


@dataclass(frozen=True, slots=True)
class Away:
    """A time the person is recorded as away, as far as anybody may know: never why. `until` is the last day."""

    starts_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class YearNeed:
    """What the session would take of one allowance year, and what is left of it, in minutes."""

    year_starts_on: date
    needed: int
    left: int

    @property
    def after(self) -> int:
        """What would be left after booking; below zero when it does not fit."""
        return self.left - self.needed

    @property
    def short(self) -> int:
        """What lacks, 0 or more."""
        return max(-self.after, 0)


@dataclass(frozen=True, slots=True)
class BookingContext:
    """One person before one session at one moment."""

    at: datetime
    session: SessionFacts
    person: PersonFacts
    own: tuple[OwnBooking, ...] = ()
    live_session_ids: frozenset[int] = frozenset()
    live_state: str = "booked"
    """State of the live row on this session, where there is one."""
    years: tuple[YearNeed, ...] = ()
    """Empty where the session or the person uses no allowance."""
    agency_approach_only: bool = True
    minutes_per_day: int = 444
    kept: tuple[KeptPlaces, ...] = ()
    """Places kept for somebody, with nobody named for them yet; they count as taken."""

    @property
    def free(self) -> int:
        """Places this person may take: those of nobody that nobody waits for, and those kept for them."""
        unclaimed = self.session.capacity - self.session.taken - self.session.queue.ahead
        return unclaimed + sum(each.left for each in self.kept if each.mine)

    @property
    def kept_for_others(self) -> int:
        """Places kept for people this one is none of."""
        return sum(each.left for each in self.kept if not each.mine)

    @property
    def hold_id(self) -> int | None:
        """The hold whose place a booking would use: the one that ends first."""
        return next((each.hold_id for each in self.kept if each.mine and each.left), None)

    audience: Belonging = Belonging(True)
    """Whether the course is meant for them."""
    done_codes: frozenset[str] = frozenset()
    """Codes of the courses in their record, and of those they need not have done."""
    away: tuple[Away, ...] = ()
    ruling: Ruling = FREE
    """Who has to be asked, once nothing stands in the way."""
    approved_excess: int = 0
    """Minutes beyond the allowance that somebody has approved already."""
    may_exceed: bool = True
    """Whether a manager may approve time beyond the allowance at all (DOMAIN 6, rule 4)."""
    asked_by_other: bool = False
    """Somebody else books for them: they read "away", and "they" for "you"."""

    @property
    def excess_minutes(self) -> int:
        """Minutes beyond the allowance, over all its years."""
        return sum(year.short for year in self.years)
