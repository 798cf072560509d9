"""What courses do when their records are due (slot "disposal").

Bookings, forms and self-paced runs become figures under nobody's name and a new key, so that numbers by
session and course stay what they were; everything else of a person's goes.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, Max

from courses import retention
from courses.disposal.attendance import attendance_due, bury_bookings, bury_month, bury_trainer_names
from courses.disposal.charges import bury_charges, charges_due
from courses.disposal.forms import bury_forms
from courses.disposal.paths import bury_paths
from courses.models import Booking, FormRequest, SelfPacedRun
from foundation.disposal.graves import Grave
from foundation.slots import Batch, Disposer, Holding

ROOM = "courses"
HELD = (
    (retention.ATTENDANCE, Booking),
    (retention.LEARNING_PATHS, SelfPacedRun),
    (retention.FORMS, FormRequest),
)


def holds(person_ids: Collection[int]) -> Iterator[Holding]:
    """How many rows of each class, one query each."""
    for code, model in HELD:
        rows = model._default_manager.filter(person__in=person_ids).order_by()
        for row in rows.values("person").annotate(n=Count("pk")):
            yield Holding(row["person"], code, row["n"])


def bury_person(person_ids: Collection[int], grave: Grave) -> None:
    """With the name everything of theirs goes or becomes a figure; before, only what is due by itself."""
    bookings = Booking.objects.filter(person__in=person_ids)
    if grave.wants("identity"):
        bury_forms(FormRequest.objects.about_or_by(person_ids), grave)
        bury_bookings(bookings, grave)
        bury_trainer_names(person_ids, grave)
    if grave.wants(retention.LEARNING_PATHS, retention.WISHES):
        bury_paths(person_ids, grave)


def last_active(person_ids: Collection[int]) -> dict[int, date]:
    """The last day each had to do with a session: booked, changed, or attended."""
    rows = Booking.objects.filter(person__in=person_ids).order_by().values_list("person")
    found = rows.annotate(day=Max("changed_at__date"), session=Max("session__ends_at__date"))
    return {person: max(day, session) for person, day, session in found}


def due(record_class: str, before: date) -> Iterator[Batch]:
    """Attendance lists and charges, a month at a time."""
    if record_class == retention.ATTENDANCE:
        yield from attendance_due(before)
    if record_class == retention.CHARGES:
        yield from charges_due(before)


def bury_batch(batch_key: str, grave: Grave) -> None:
    """One month of one of them."""
    kind, _, month = batch_key.partition(":")
    {retention.ATTENDANCE: bury_month, retention.CHARGES: bury_charges}[kind](date.fromisoformat(month), grave)


DISPOSER = Disposer(ROOM, holds, bury_person, last_active, due, bury_batch)
