"""When a form may still be handed in; pure."""

from datetime import date

from courses.models import FormRequest
from foundation.british_dates import long_date

LATE = (FormRequest.Purpose.EVALUATION,)
"""Handed in late, an evaluation still releases the certificate that waits for it."""


def may_be_answered(request: FormRequest, day: date) -> bool:
    """Asked for and begun, or an evaluation that is late."""
    if request.state == FormRequest.State.ASKED:
        return request.opens_on <= day <= request.due_on or request.purpose in LATE
    return request.state == FormRequest.State.LAPSED and request.purpose in LATE


def refusal_of(request: FormRequest, day: date) -> str:
    """Why it cannot be handed in, and what to do."""
    if request.state == FormRequest.State.ANSWERED:
        return "You have handed this in already. Thank you."
    if request.state == FormRequest.State.WITHDRAWN:
        return "This form is no longer needed. There is nothing for you to do."
    if request.opens_on > day:
        return f"This form opens on {long_date(request.opens_on)}. Please come back then."
    return f"This form closed on {long_date(request.due_on)}. If you have something to tell us, write to the Academy."
