"""What the coordinator of a cohort decides about one programme."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from cpd_records.actions.asye import AsyeRefused, enrolments, outcomes
from cpd_records.forms.asye import AssessorForm, DecideForm, EnrolForm, ExtendForm, LastDayForm, PauseForm, ReasonForm
from cpd_records.models import AsyeChange, AsyeEnrolment
from cpd_records.permissions import can_coordinate_asye, coordinates_asye
from cpd_records.views.asye.opening import opened
from workforce.models import Person
from workforce.views.forms import posted, send

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@login_required
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put somebody on the programme."""
    row = _coordinated(request, public_id)
    return _send(
        request,
        row,
        AssessorForm(posted(request)),
        lambda given: enrolments.confirm(**_who(request, row), assessor_address=given["assessor"]),
        done="They are on the programme.",
        title=f"Put {row.person.full_name} on the programme",
        button="Put them on the programme",
    )


@require_http_methods(BOTH)
@login_required
def enrol(request: HttpRequest) -> HttpResponse:
    """Put somebody on the programme whom the staff file does not show as newly qualified."""
    if not coordinates_asye(request.user, timezone.localdate()):
        raise PermissionDenied("Only an ASYE coordinator puts somebody on the programme.")
    return send(
        request,
        EnrolForm(posted(request)),
        lambda given: _enrol(request, given),
        refusals=(AsyeRefused,),
        done="They are on the programme.",
        to=reverse("cpd_records:asye_cohort"),
        title="Put somebody on the programme",
        lead="Newly qualified workers come here from the staff file by themselves. "
        "This is for somebody it does not show as newly qualified, or whom you refused by mistake.",
        button="Put them on the programme",
    )


def _enrol(request: HttpRequest, given: dict[str, Any]) -> AsyeEnrolment:
    """Somebody in the cohort's scope; anybody else is as unknown as nobody."""
    today = timezone.localdate()
    seen = Person.objects.visible_to(request.user, today)
    person = seen.filter(work_email__iexact=given["worker"], joined_into=None).first()
    if person is None or not can_coordinate_asye(request.user, person, today):
        raise AsyeRefused("Nobody in your scope has this work e-mail address.", "worker")
    whom = {"person": person, "starts_on": given["starts_on"], "assessor_address": given["assessor"]}
    return enrolments.enrol(**whom, by=request.user, at=timezone.now())


@require_http_methods(BOTH)
@login_required
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that somebody is not newly qualified after all."""
    row = _coordinated(request, public_id)
    return _send(
        request,
        row,
        ReasonForm(posted(request)),
        lambda given: enrolments.refuse(**_who(request, row), reason=given["reason"]),
        done="They are not on the programme.",
        title=f"{row.person.full_name} is not on the programme",
        button="Do not put them on it",
    )


@require_http_methods(BOTH)
@login_required
def assessor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name another assessor."""
    row = _coordinated(request, public_id)
    return _send(
        request,
        row,
        AssessorForm(posted(request)),
        lambda given: enrolments.name_assessor(**_who(request, row), assessor_address=given["assessor"]),
        done="The assessor is named.",
        title=f"Who assesses {row.person.full_name}?",
        lead="The former assessor sees nothing more from now on.",
        button="Name the assessor",
    )


@require_http_methods(BOTH)
@login_required
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Days that do not count; the dates of an absence may be filled in already."""
    row = _coordinated(request, public_id)
    initial = {name: _day(request.GET.get(name, "")) for name in ("starts_on", "last_day")}
    form = PauseForm(posted(request), initial=initial)
    return _send(
        request,
        row,
        form,
        lambda given: outcomes.pause(
            **_who(request, row), starts_on=given["starts_on"], ends_on=form.ends_on(), reason=given["reason"]
        ),
        done="The programme is paused, and its dates have moved.",
        title=f"Pause the programme of {row.person.full_name}",
        lead="Reviews and the last day move by as many days. Protected time waits.",
        button="Pause it",
    )


@require_http_methods(BOTH)
@login_required
def end_pause(request: HttpRequest, public_id: str, change: str) -> HttpResponse:
    """Say when a pause ends."""
    row = _coordinated(request, public_id)
    found = _change(row, change)
    return _send(
        request,
        row,
        LastDayForm(posted(request), initial={"last_day": timezone.localdate()}),
        lambda given: outcomes.end_pause(**_who(request, row), change=found, last_day=given["last_day"]),
        done="The pause has its last day.",
        title=f"End the pause of {row.person.full_name}",
        button="Save the last day",
    )


@require_http_methods(BOTH)
@login_required
def take_back(request: HttpRequest, public_id: str, change: str) -> HttpResponse:
    """Take a pause or an extension back."""
    row = _coordinated(request, public_id)
    found = _change(row, change)
    return _send(
        request,
        row,
        ReasonForm(posted(request)),
        lambda given: outcomes.take_back(**_who(request, row), change=found, reason=given["reason"]),
        done="It is taken back, and the dates have moved.",
        title=f"Take back: {found.get_kind_display().lower()} of {row.person.full_name}",
        lead="It stays to be read, and no longer counts.",
        button="Take it back",
    )


@require_http_methods(BOTH)
@login_required
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """The panel gives more time."""
    row = _coordinated(request, public_id)
    return _send(
        request,
        row,
        ExtendForm(posted(request), initial={"decided_on": timezone.localdate()}),
        lambda given: outcomes.extend(**_who(request, row), **given),
        done="The programme is extended.",
        title=f"Extend the programme of {row.person.full_name}",
        lead="The dates there were stay to be read. Reviews are added up to the new last day.",
        button="Extend it",
    )


@require_http_methods(BOTH)
@login_required
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the panel decided, or that somebody left."""
    row = _coordinated(request, public_id)
    return _send(
        request,
        row,
        DecideForm(posted(request), initial={"decided_on": timezone.localdate()}),
        lambda given: outcomes.decide(**_who(request, row), **given),
        done="The outcome is recorded.",
        title=f"Outcome for {row.person.full_name}",
        lead="More time is an extension, not an outcome.",
        button="Record the outcome",
    )


def _coordinated(request: HttpRequest, public_id: str) -> AsyeEnrolment:
    row = opened(request, public_id)
    if not can_coordinate_asye(request.user, row.person, timezone.localdate()):
        raise PermissionDenied("Only the ASYE coordinator of their cohort decides this.")
    return row


def _who(request: HttpRequest, row: AsyeEnrolment) -> dict[str, Any]:
    return {"enrolment_id": row.pk, "by": request.user, "at": timezone.now()}


def _send(
    request: HttpRequest, row: AsyeEnrolment, form: Form, act: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    to = reverse("cpd_records:asye_one", args=[row.public_id])
    return send(request, form, act, refusals=(AsyeRefused,), to=to, **words)


def _change(row: AsyeEnrolment, public_id: str) -> AsyeChange:
    found: AsyeChange = get_object_or_404(row.changes.all(), public_id=public_id)
    return found


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None
