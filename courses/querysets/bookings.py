"""Reading bookings, what happened to them, and attendance marks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from courses import reasons
from workforce.querysets.access import own_keys

COUNTED_GROUPS = frozenset({"session", "session__course__code", "state", "reason", "cancelled_late"})

COUNTED_EVENT_GROUPS = frozenset({"reason", "to_state", "booking__session", "booking__session__course__code"})


class CountedKeys(ValueError):
    """A group that would say who somebody is was asked of the counting door."""


class BookingQuerySet(QuerySet[Any]):
    """Chainable reads of bookings. Person-level: views enter by `visible_to` or `counted`."""

    def visible_to(self, user: Any, on: date | None = None) -> "BookingQuerySet":
        """Bookings this user may see on a day (today unless said): their own, those of people they
        may see, and those of sessions they lead (DOMAIN 9)."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on or timezone.localdate())
        led = apps.get_model("courses", "SessionTrainer").objects.filter(person__user=user)
        return self.filter(people.named_by("person") | Q(session__in=led.values("session")))

    def for_user(self, user: Any) -> "BookingQuerySet":
        """The user's own and nobody else's: a door for views that needs no look at what else they may see."""
        return self.of_user(user) if getattr(user, "is_authenticated", False) else self.none()

    def of_user(self, user: Any) -> "BookingQuerySet":
        """The user's own, by the user or their key; views enter by `for_user`."""
        return self.filter(person__in=own_keys(user))

    def unanswered(self) -> "BookingQuerySet":
        """Booked, asked whether a change suits, and not heard from."""
        return self.filter(state="booked", confirm_by__isnull=False, confirmed_at__isnull=True)

    def live(self) -> "BookingQuerySet":
        """Asked for, waiting or booked: the person still hopes to come."""
        return self.filter(state__in=self.model.LIVE_STATES)

    def holding_a_place(self) -> "BookingQuerySet":
        """Those that count against the session's capacity."""
        return self.filter(state__in=self.model.PLACE_STATES)

    def in_the_queue(self) -> "BookingQuerySet":
        """Those that wait for a place, in the order they are served: band, then queue number."""
        return self.filter(state="waiting").order_by("band", "queue_number")

    def number_of(self, booking: Any) -> int:
        """What somebody who waits is on the list today: 1 is next."""
        before = Q(band__lt=booking.band) | Q(band=booking.band, queue_number__lt=booking.queue_number)
        return 1 + self.filter(before, session=booking.session_id, state="waiting").count()

    def on_the_roster(self) -> "BookingQuerySet":
        """Those a register lists: booked, and after closing whatever became of them."""
        return self.filter(state__in=("booked", "attended", "partial", "did_not_attend"))

    def ahead(self, at: datetime) -> "BookingQuerySet":
        """Live, with something of the session still to come; soonest first."""
        return self.live().filter(session__ends_at__gt=at).order_by("session__starts_at", "pk")

    def behind(self, at: datetime) -> "BookingQuerySet":
        """Held a place on a session that is over; latest first."""
        over = Q(session__ends_at__lte=at) | Q(state__in=("attended", "partial", "did_not_attend"))
        return self.holding_a_place().filter(over).order_by("-session__starts_at", "-pk")

    def given_up(self) -> "BookingQuerySet":
        """Cancelled or not approved; latest first."""
        return self.filter(state__in=("cancelled", "declined")).order_by("-changed_at", "-pk")

    def for_calendar(self, at: datetime) -> "BookingQuerySet":
        """Places held, of sessions from two months ago on, and places lost in the last month: what a feed shows.

        A place lost without ever having been held (a request declined, a wait given up) never was in
        a calendar.
        """
        held = Q(state__in=("booked", "attended", "partial"))
        events = apps.get_model("courses", "BookingEvent").objects
        had_place = Exists(events.filter(booking=OuterRef("pk"), to_state="booked"))
        lost = Q(state="cancelled", changed_at__gte=at - timedelta(days=30)) & Q(had_place)
        recent = self.filter(session__ends_at__gte=at - timedelta(days=60))
        return recent.filter(held | lost).order_by("session__starts_at", "pk")

    def missed_between(self, first: date, last: date) -> "BookingQuerySet":
        """Cancelled late or not attended, by the day it happened, both days included."""
        happened = Q(changed_at__date__gte=first, changed_at__date__lte=last)
        return self.filter(happened).missed()

    def missed(self) -> "BookingQuerySet":
        """Cancelled late, or not attended."""
        return self.filter(Q(state="cancelled", cancelled_late=True) | Q(state="did_not_attend"))

    def counting_against(self, person: Any, since: date) -> "BookingQuerySet":
        """What counts when approval is asked after two missed places (DOMAIN 6, rule 7).

        Late cancellations and absences at sessions that began on or after a day, of every record of
        the same human, less those whose reason lay outside their control. No reason given counts.
        """
        root = person.joined_into_id or person.pk
        mine = Q(person=root) | Q(person__joined_into=root)
        return self.filter(mine).missed_and_counting(since)

    def missed_and_counting(self, since: date) -> "BookingQuerySet":
        """Cancelled late or not attended, of sessions from a day on, for a reason that counts; latest first."""
        counting = self.missed().filter(session__starts_at__date__gte=since).exclude(reason__in=reasons.BEYOND_CONTROL)
        return counting.order_by("-session__starts_at", "-pk")

    def with_session(self) -> "BookingQuerySet":
        """With session, course, venue and dates, in a fixed number of queries."""
        return self.select_related("session__course", "session__venue").prefetch_related(
            "session__dates", "session__trainers"
        )

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Numbers of bookings by harmless groups, without any person key (DESIGN rule 1)."""
        refused = sorted(set(groups) - COUNTED_GROUPS)
        if refused:
            raise CountedKeys(f"counted() groups by {', '.join(sorted(COUNTED_GROUPS))}, not by {', '.join(refused)}.")
        return self.order_by().values(*groups).annotate(bookings=Count("pk"))


class BookingEventQuerySet(QuerySet[Any]):
    """The history of bookings. Append-only."""

    def visible_to(self, user: Any, on: date | None = None) -> "BookingEventQuerySet":
        """History of the bookings this user may see."""
        bookings = apps.get_model("courses", "Booking").objects.visible_to(user, on)
        return self.filter(booking__in=bookings.values("pk"))

    def counted(self, *groups: str) -> QuerySet[Any]:
        """How often each reason was given, by harmless groups, without any person key: for the barriers report."""
        refused = sorted(set(groups) - COUNTED_EVENT_GROUPS)
        if refused:
            raise CountedKeys(f"counted() groups by {', '.join(sorted(COUNTED_EVENT_GROUPS))}, not by {refused[0]}.")
        return self.order_by().values(*groups).annotate(times=Count("pk"))


class AttendanceMarkQuerySet(QuerySet[Any]):
    """Attendance marks. Append-only: the newest of a booking and date counts."""

    def visible_to(self, user: Any, on: date | None = None) -> "AttendanceMarkQuerySet":
        """Marks of the bookings this user may see."""
        bookings = apps.get_model("courses", "Booking").objects.visible_to(user, on)
        return self.filter(booking__in=bookings.values("pk"))

    def of_sessions(self, session_ids: Iterable[int]) -> "AttendanceMarkQuerySet":
        """Marks on these sessions' registers."""
        return self.filter(booking__session__in=list(session_ids))

    def newest(self) -> "AttendanceMarkQuerySet":
        """The marks that count, among these: of each booking and date the last one written."""
        last = self.order_by().values("booking", "session_date").annotate(last=Max("pk"))
        return self.filter(pk__in=last.values("last"))
