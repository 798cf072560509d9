"""A register laid open before whoever keeps it. Trainers who come by their own link use the same desk.

desk = opened(request.user, public_id, now)              # somebody signed in
desk = opened_by_link(session, name, address, now)       # the link is proved by the caller
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from courses.actions.registers import TRAINERS_ONLY
from courses.models import AttendanceMark, Booking, Session, SessionDate
from courses.permissions import can_export_roster, can_mark, looks_after
from courses.presenters import registers as present
from courses.rules.conditions.loading import local_day
from courses.rules.rosters import FIELDS, OnRegister

MARKS = (
    "booking_id",
    "session_date_id",
    "mark",
    "minutes",
    "at",
    "source",
    "signed_as",
    "reason",
    "by__display_name",
    "by__email",
)
NO_REGISTER = "There is no register here. The session may have been cancelled."


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the register. `user` is None for an outside trainer, who signs by name."""

    user: Any
    signed_as: str = ""
    coordinates: bool = False
    may_export: bool = False


@dataclass(slots=True)
class Desk:
    """A register's rows, in a fixed number of queries whatever its length. `address` ends in a slash."""

    session: Session
    dates: list[SessionDate]
    roster: list[OnRegister]
    newest: present.Newest
    keeper: Keeper
    address: str
    now: datetime

    def shown(self, asked: str) -> SessionDate:
        """The date somebody asked for, or the one that is on."""
        return present.date_to_show(self.dates, asked, self.now)

    def page(self, shown: SessionDate) -> present.RegisterPage:
        """The register on one date, as its page shows it."""
        return present.register_page(self.session, self.dates, shown, self.roster, self.newest, self.now, self.address)

    def reload(self) -> None:
        """Read rows and marks again, after some were written."""
        user = self.keeper.user
        if user is None:  # the session's own rows, and no others: the link was proved
            roster = self.session.bookings.all()
            marks = AttendanceMark.objects.of_sessions([self.session.pk])
        else:
            roster = Booking.objects.visible_to(user).filter(session=self.session)
            marks = AttendanceMark.objects.visible_to(user).of_sessions([self.session.pk])
        listed = roster.on_the_roster().order_by("person__sort_name", "pk").values_list(*FIELDS)
        self.roster = [OnRegister(*row) for row in listed]
        self.newest = present.by_booking_and_date(marks.newest().select_related("by").only(*MARKS))


def opened(user: Any, public_id: UUID, now: datetime) -> Desk:
    """The register for somebody who may mark it; for anybody else it is refused, or not there at all."""
    found = Session.objects.visible_to(user).filter(public_id=public_id)
    session = found.select_related("course", "venue", "register_closed_by").prefetch_related("dates").first()
    if session is None or session.state not in (Session.State.OPEN, Session.State.CLOSED):
        raise Http404(NO_REGISTER)
    day = local_day(now)
    if not can_mark(user, session, day):
        raise PermissionDenied(TRAINERS_ONLY)
    keeper = Keeper(user, coordinates=looks_after(user, session, day), may_export=can_export_roster(user, day))
    return _laid_out(session, keeper, reverse("courses:register", args=[public_id]), now)


def opened_by_link(session: Session, name: str, address: str, now: datetime) -> Desk:
    """The register for an outside trainer of this very session, whose link the caller has proved."""
    if session.state not in (Session.State.OPEN, Session.State.CLOSED):
        raise Http404(NO_REGISTER)
    return _laid_out(session, Keeper(None, signed_as=name), address, now)


def _laid_out(session: Session, keeper: Keeper, address: str, now: datetime) -> Desk:
    desk = Desk(session, list(session.dates.all()), [], {}, keeper, address, now)
    desk.reload()
    return desk
