"""What a newly qualified worker does: log protected time, add evidence."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd_records.actions.asye import AsyeRefused, evidence, time
from cpd_records.forms.asye import OwnEvidenceForm, TimeForm
from cpd_records.models import AsyeEnrolment, CpdRecord
from cpd_records.views.asye.opening import opened, own
from foundation.british_dates import long_date
from foundation.private_files import private_file
from workforce.views.forms import posted, send

MINE = "cpd_records:my_asye"
SHOWN = ("kind", "on", "title", "words", "source", "file")


@require_http_methods(["GET", "POST"])
@login_required
def log_time(request: HttpRequest) -> HttpResponse:
    """Log protected time of one day."""
    row, now = _mine(request), timezone.now()
    return send(
        request,
        TimeForm(posted(request), initial={"on": timezone.localdate(now)}),
        lambda given: time.log(enrolment_id=row.pk, **_time(given), by=request.user, at=now),
        refusals=(AsyeRefused,),
        done="Your protected time is logged.",
        to=MINE,
        title="Log protected time",
        lead="Courses you attend with the Academy count by themselves. Log everything else here.",
        button="Log it",
    )


@require_http_methods(["GET", "POST"])
@login_required
def correct_time(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put other facts in the place of what was logged."""
    row, now = _mine(request), timezone.now()
    found = get_object_or_404(row.times.standing().filter(minutes__gt=0), public_id=public_id)
    hours, minutes = divmod(found.minutes, 60)
    return send(
        request,
        TimeForm(posted(request), initial={"on": found.on, "hours": hours, "minutes": minutes, "kind": found.kind}),
        lambda given: time.correct(time=found, **_time(given), by=request.user, at=now),
        refusals=(AsyeRefused,),
        done="Your protected time is corrected.",
        to=MINE,
        title="Correct protected time",
        lead="What stood here before is kept as it was, and no longer counts.",
        button="Correct it",
    )


@require_POST
@login_required
def take_time_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take logged time back."""
    row = _mine(request)
    found = get_object_or_404(row.times.filter(minutes__gt=0), public_id=public_id)
    time.take_back(time=found, by=request.user, at=timezone.now())
    return redirect(MINE)


@require_http_methods(["GET", "POST"])
@login_required
def add_evidence(request: HttpRequest) -> HttpResponse:
    """Add evidence to one's portfolio."""
    row, now = _mine(request), timezone.now()
    today = timezone.localdate(now)
    records = CpdRecord.objects.for_user(request.user, today).standing().filter(starts_on__gte=row.starts_on)
    choices = [
        (f"record:{record.public_id}", f"{record.title}, {long_date(record.starts_on)}")
        for record in records.filter(person=row.person_id).latest_first()
    ]
    form = OwnEvidenceForm(posted(request), request.FILES or None, today=today, records=choices, initial={"on": today})
    return send(
        request,
        form,
        lambda given: evidence.add(
            enrolment_id=row.pk,
            shown=evidence.Shown(**{name: given[name] for name in SHOWN}),
            outcomes=given["outcomes"],
            by=request.user,
            at=now,
        ),
        refusals=(AsyeRefused,),
        done="It is in your portfolio.",
        to=MINE,
        title="Add evidence",
        lead="Your assessor and your ASYE coordinator read what you add. Your manager does not.",
        button="Add it",
    )


@require_safe
@login_required
def evidence_file(request: HttpRequest, public_id: str, piece: str) -> HttpResponseBase:
    """The file of a piece of evidence, for whoever reads the portfolio."""
    row = opened(request, public_id)
    found = get_object_or_404(row.evidence.standing().exclude(file=""), public_id=piece)
    return private_file(found.file, allowed=True, name=found.file_name)


@require_POST
@login_required
def withdraw_evidence(request: HttpRequest, public_id: str, piece: str) -> HttpResponse:
    """Take evidence out: one's own, or an observation one recorded."""
    row = opened(request, public_id)
    found = get_object_or_404(row.evidence.all(), public_id=piece)
    evidence.withdraw(evidence=found, by=request.user, at=timezone.now())
    mine = AsyeEnrolment.objects.for_user(request.user, timezone.localdate()).filter(pk=row.pk).exists()
    return redirect(MINE) if mine else redirect("cpd_records:asye_one", public_id=public_id)


def _mine(request: HttpRequest) -> AsyeEnrolment:
    row = own(request)
    if row is None:
        raise Http404("You are not on the programme.")
    return row


def _time(given: dict[str, Any]) -> dict[str, Any]:
    return {"on": given["on"], "minutes": given["total"], "kind": given["kind"], "key": given["key"]}
