"""People asked how learning was, and what they hand in."""

from pathlib import Path

from django.utils import timezone

from courses.actions import feedback, registers
from courses.actions.registers import Given
from courses.models import FormRequest
from foundation.versioned_forms.shipped import forms_in, sync_shipped_forms
from tests.factories.bookings import booked, past
from tests.factories.courses import SessionFactory

SHIPPED = Path(__file__).parents[2] / "courses" / "data" / "forms.json"


def forms_in_use():
    """The shipped forms, published."""
    sync_shipped_forms(forms_in(SHIPPED))


def attended(*, people=1, mark="present", minutes=None, session=None, at=None):
    """A session of the past whose register is closed, with its bookings."""
    session = session or SessionFactory()
    bookings = [booked(session=session) for _ in range(people)]
    session = past(session)
    (day,) = session.dates.all()
    given = [Given(booking.pk, day.pk, mark, minutes) for booking in bookings]
    at = at or timezone.now()
    registers.mark(session_id=session.pk, marks=given, by=None, at=at)
    registers.close(session_id=session.pk, by=None, at=at)
    for booking in bookings:
        booking.refresh_from_db()
    return bookings


def evaluation_of(booking):
    return FormRequest.objects.get(booking=booking, purpose="evaluation")


def ids(version, **by_code):
    """Answers by field id, given by the field's name in results; choices by their words."""
    found = {}
    for code, value in by_code.items():
        field = version.schema.by_code(code)
        labels = {option.label: option.id for option in field.options}
        found[field.id] = [labels[each] for each in value] if isinstance(value, list) else labels.get(value, value)
    return found


GOOD = {"confidence_before": 3, "confidence_after": 7, "will_change": "Ask the child first.", "useful": 8}


def hand_in(request, *, quote=(), at=None, **by_code):
    """What the person asked hands in; an evaluation by default."""
    answers = ids(request.version, **(by_code or GOOD))
    consents = ids(request.version, **dict.fromkeys(quote))
    return feedback.hand_in(
        request_id=request.pk, answers=answers, consents=consents, by=request.person.user, at=at or timezone.now()
    )
