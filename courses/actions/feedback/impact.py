"""What difference has it made? Asked of learners and their managers some months later (DOMAIN row 59)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from courses.actions.correspondence import managers_of
from courses.feedback_policies import IMPACT_DAYS, IMPACT_LATE, IMPACT_MONTHS
from courses.models import Booking, FormRequest
from courses.rules.conditions.loading import local_day
from foundation.models import FormVersion
from foundation.months import months_later
from foundation.policies import PolicyBook
from workforce.models import Person

ATTENDED = (Booking.State.ATTENDED, Booking.State.PARTIAL)
AT_ONCE = 500
PURPOSES = (FormRequest.Purpose.IMPACT_LEARNER, FormRequest.Purpose.IMPACT_MANAGER)


def ask_impact(*, book: PolicyBook, at: datetime) -> list[FormRequest]:
    """Ask about the courses that ended so many months ago. Repeatable: once a booking and person."""
    day = local_day(at)
    versions: dict[str, FormVersion | None] = {
        str(purpose): FormVersion.objects.in_use(purpose, day) for purpose in PURPOSES
    }
    due = months_later(day, -book.whole(IMPACT_MONTHS, day))
    late = timedelta(days=book.whole(IMPACT_LATE, day))
    bookings = list(_bookings(due, late)[:AT_ONCE]) if any(versions.values()) else []
    managers = managers_of([booking.person_id for booking in bookings], day)
    wanted = []
    for booking in bookings:
        for purpose, person in _asked(booking, managers.get(booking.person_id, [])):
            version = versions[purpose]
            if version is not None:
                wanted.append(_request(purpose, version, booking, person, book, at))
    return _write(wanted)


def _bookings(due: date, late: timedelta) -> QuerySet[Booking]:
    """Attended, ended by the day and not long before it, and not asked about yet; people still here."""
    asked = FormRequest.objects.filter(purpose__in=PURPOSES).values("booking")
    over = Q(session__ends_at__date__lte=due, session__ends_at__date__gt=due - late)
    found = Booking.objects.filter(over, state__in=ATTENDED, session__imported=False, person__user__is_active=True)
    return found.exclude(pk__in=asked).select_related("person__user", "session__course").order_by("pk")


def _asked(booking: Booking, managers: list[Person]) -> Iterable[tuple[str, Person]]:
    yield FormRequest.Purpose.IMPACT_LEARNER, booking.person
    for manager in managers[:1]:
        yield FormRequest.Purpose.IMPACT_MANAGER, manager


def _request(
    purpose: str, version: FormVersion, booking: Booking, person: Person, book: PolicyBook, at: datetime
) -> FormRequest:
    day = local_day(at)
    return FormRequest(
        purpose=purpose,
        version=version,
        person=person,
        about=booking.person if person.pk != booking.person_id else None,
        booking=booking,
        asked_at=at,
        opens_on=day,
        due_on=day + timedelta(days=book.whole(IMPACT_DAYS, day)),
    )


@transaction.atomic
def _write(wanted: list[FormRequest]) -> list[FormRequest]:
    """Two clocks at once write each only once; who was beaten to it sends no letter either."""
    FormRequest.objects.bulk_create(wanted, ignore_conflicts=True)
    ours = [request.public_id for request in wanted]
    return list(FormRequest.objects.filter(public_id__in=ours).with_subject().order_by("pk"))
