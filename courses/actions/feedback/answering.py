"""Handing in a form: once, checked against the version it was asked in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.actions.feedback.evaluations import release_certificate
from courses.actions.feedback.letters import send
from courses.emails import feedback as emails
from courses.models import FormRequest, FormResponse, PulseAnswer, Quote
from courses.permissions import can_answer, demand
from courses.rules.conditions.loading import local_day
from courses.rules.feedback import may_be_answered, refusal_of
from foundation import changelog, wordings
from foundation.versioned_forms.reading import check

OWN_ONLY = "This form is for somebody else to fill in."


class AnswerRefused(Exception):
    """The form cannot be handed in; the message says why."""


@transaction.atomic
def hand_in(
    *, request_id: int, answers: Mapping[str, Any], consents: Iterable[str] = (), by: Any, at: datetime
) -> FormRequest:
    """Keep what somebody answered. `consents` are ids of answers whose words may be quoted.

    A pulse answer is written without a name or a moment, and nothing is logged that could be laid
    beside it. Raises AnswerRefused, foundation's BadAnswers, or NotForYou.
    """
    # The person is locked by nobody here: a form touches neither accounts nor places.
    request = FormRequest.objects.select_for_update(of=("self",)).with_subject().get(pk=request_id)
    demand(can_answer(by, request.person), OWN_ONLY)
    if not may_be_answered(request, local_day(at)):
        raise AnswerRefused(refusal_of(request, local_day(at)))
    check(request.version.schema, answers)
    request.state = FormRequest.State.ANSWERED
    if request.purpose == FormRequest.Purpose.PULSE:
        PulseAnswer.objects.create(pulse_id=request.pulse_id, answers=dict(answers))
        request.save(update_fields=["state"])
        return request
    request.answered_on = local_day(at)
    request.save(update_fields=["state", "answered_on"])
    response = FormResponse.objects.create(request=request, version=request.version, answers=dict(answers), at=at)
    _keep_quotes(response, answers, consents, at)
    changelog.record(by=by, at=at, verb="form handed in", subject=request, fields=["state"])
    _follow_up(request, by, at)
    return request


def _follow_up(request: FormRequest, by: Any, at: datetime) -> None:
    """The certificate that waited; the word to whoever was observed."""
    if request.purpose == FormRequest.Purpose.EVALUATION and request.booking is not None:
        release_certificate(request.booking, by=by, at=at)
    if request.purpose == FormRequest.Purpose.OBSERVATION and request.about is not None:
        send(emails.observed(request, wordings.book()), request, request.about, at)


def _keep_quotes(response: FormResponse, answers: Mapping[str, Any], consents: Iterable[str], at: datetime) -> None:
    quotable = {field.id for field in response.version.schema.fields() if field.settings.get("quotable")}
    booking = response.request.booking
    for field_id in sorted(quotable & set(consents) & set(answers)):
        Quote.objects.create(
            response=response,
            field_id=field_id,
            words=answers[field_id],
            course=booking.session.course if booking else response.request.course,
            consented_at=at,
        )
