"""Attendance lists: who came becomes how many came (DOMAIN 9: three years)."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from courses.disposal.forms import bury_forms
from courses.models import (
    Approval,
    Arrangement,
    AttendanceMark,
    Booking,
    BookingEvent,
    Charge,
    FormRequest,
    Offer,
    Session,
    SessionNeed,
    SessionTrainer,
    TrainerLink,
)
from courses.retention import ATTENDANCE
from foundation.disposal.graves import Grave
from foundation.disposal.letters import messages_about
from foundation.months import months_later
from foundation.slots import Batch
from workforce.actions.nobody import nobody

MONTH = "%B %Y"
SEALED = ("state", "reason", "cancelled_late", "walk_in", "allowance_minutes", "created_at", "changed_at")


def attendance_due(before: date) -> Iterator[Batch]:
    """Months whose last session had ended before a day, with names still on a list."""
    named = Booking.objects.filter(removed_by_log=None, session__ends_at__date__lt=before.replace(day=1))
    months = named.order_by().annotate(month=TruncMonth("session__ends_at")).values("month")
    for row in months.annotate(n=Count("pk")).order_by("month"):
        day = row["month"].date()
        label = f"Attendance lists of {day.strftime(MONTH)}"
        yield Batch(ATTENDANCE, f"{ATTENDANCE}:{day.isoformat()}", label, months_later(day, 1), row["n"])


def bury_month(month: date, grave: Grave) -> None:
    """Every list of the month, but for people who are held; forms go with the booking they hang on."""
    sessions = Session.objects.filter(ends_at__date__gte=month, ends_at__date__lt=months_later(month, 1))
    bookings = Booking.objects.filter(session__in=sessions, removed_by_log=None)
    bookings = bookings.exclude(person__in=grave.held_people)
    bury_forms(FormRequest.objects.filter(booking__in=bookings), grave)
    bury_bookings(bookings, grave)
    _bury_outside_trainers(sessions, grave)


def bury_bookings(bookings: Any, grave: Grave) -> None:
    """A tombstone for each, then the row without its person, its key, its notes and its history.

    What remains is a state and a session. Its new key leads neither to the ledger nor to a letter.
    """
    rows = list(bookings.filter(removed_by_log=None).order_by("pk").values("pk", "public_id", *SEALED))
    for row in rows:
        sealed = {name: row[name] for name in SEALED}
        grave.tombstone(record_class=ATTENDANCE, place=f"booking:{row['public_id']}", content=[sealed])
    keys = [row["pk"] for row in rows]
    if keys:
        grave.remove(messages_about([f"booking:{row['public_id']}" for row in rows]), record_class=ATTENDANCE)
        _let_go_of_what_hangs_on(keys, grave)
        _make_figures(keys, grave)


def _let_go_of_what_hangs_on(keys: list[int], grave: Grave) -> None:
    for model in (Arrangement, Offer, Approval):
        rows = model._default_manager.filter(booking__in=keys)
        grave.forget_words_about(model, rows.values_list("pk", flat=True))
        grave.remove(rows, record_class=ATTENDANCE)
    last = BookingEvent.objects.filter(booking=OuterRef("booking")).order_by("-pk").values("pk")[:1]
    events = BookingEvent.objects.filter(booking__in=keys).annotate(last=Subquery(last))
    grave.remove(events.exclude(pk=F("last")), record_class=ATTENDANCE)
    grave.blank(BookingEvent.objects.filter(booking__in=keys), by=None, note="", from_state="")
    grave.blank(AttendanceMark.objects.filter(booking__in=keys), by=None, signed_as="", reason="")
    grave.blank(Charge.objects.filter(booking__in=keys), reason="", by=None)
    grave.forget_words_about(Booking, keys)


def _make_figures(keys: list[int], grave: Grave) -> None:
    """When it was booked and changed is told no nearer than the day the session ended."""
    ended = Session.objects.filter(pk=OuterRef("session")).values("ends_at")[:1]
    Booking.objects.filter(moved_from__in=keys).update(moved_from=None)
    rows = list(Booking.objects.filter(pk__in=keys).annotate(ended=Subquery(ended)))
    who = nobody()
    for row in rows:
        row.person, row.public_id, row.removed_by_log = who, uuid.uuid4(), grave.log_number
        row.created_at = row.changed_at = row.ended  # type: ignore[attr-defined]  # an annotation
        row.moved_from = row.confirm_by = row.confirmed_at = None
    fields = ["person", "public_id", "removed_by_log", "created_at", "changed_at"]
    Booking.objects.bulk_update(rows, [*fields, "moved_from", "confirm_by", "confirmed_at"], batch_size=500)


def bury_trainer_names(person_ids: Collection[int], grave: Grave) -> None:
    """Sessions they led keep that somebody led them."""
    for pk in SessionTrainer.objects.filter(person__in=person_ids).values_list("pk", flat=True):
        grave.blank(SessionTrainer.objects.filter(pk=pk), name=f"Trainer {pk}", email="", phone="")


def _bury_outside_trainers(sessions: Any, grave: Grave) -> None:
    """How to reach an outside trainer, and what was said of one who could not come."""
    trainers = SessionTrainer.objects.filter(session__in=sessions, person=None)
    grave.remove(TrainerLink.objects.filter(trainer__in=trainers), record_class=ATTENDANCE)
    grave.blank(trainers, email="", phone="")
    grave.blank(SessionNeed.objects.filter(session__in=sessions), note="", trainer_name="")
