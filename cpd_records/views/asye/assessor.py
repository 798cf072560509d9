"""What the assessor records: reviews and observations of practice."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cpd_records.actions.asye import AsyeRefused, evidence, reviews
from cpd_records.forms.asye import EvidenceForm, ReviewForm
from cpd_records.models import AsyeEnrolment, AsyeEvidence
from cpd_records.permissions import can_assess
from cpd_records.rules.asye.course_of import course_of
from cpd_records.views.asye.opening import opened
from foundation.british_dates import long_date
from foundation.policies import book
from workforce.views.forms import posted, send

SHOWN = ("on", "title", "words", "file")


@require_http_methods(["GET", "POST"])
@login_required
def review(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Record a review, or record it again."""
    row, now = _assessed(request, public_id), timezone.now()
    today = timezone.localdate(now)
    due = next((each for each in course_of(row, book()).reviews(today) if each.number == number), None)
    if due is None:
        raise Http404("There is no such review.")
    earlier = row.reviews.standing().filter(number=number).first()
    names = ("held_on", "progress", "workload_percent", "note")
    initial = {name: getattr(earlier, name) for name in names} if earlier else {"held_on": today}
    return send(
        request,
        ReviewForm(posted(request), initial=initial),
        lambda given: reviews.record(
            enrolment_id=row.pk, number=number, held=reviews.Held(**given), by=request.user, at=now
        ),
        refusals=(AsyeRefused,),
        done=f"The {due.name} is recorded.",
        to=_page(row),
        title=f"{due.name} of {row.person.full_name}",
        lead=f"Due {long_date(due.due_on)}. The ASYE coordinator sees progress and dates, and never the note.",
        button="Record the review",
    )


@require_http_methods(["GET", "POST"])
@login_required
def observation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record an observation of practice."""
    row, now = _assessed(request, public_id), timezone.now()
    today = timezone.localdate(now)
    return send(
        request,
        EvidenceForm(posted(request), request.FILES or None, today=today, initial={"on": today}),
        lambda given: evidence.add(
            enrolment_id=row.pk,
            shown=evidence.Shown(AsyeEvidence.Kind.OBSERVATION, **{name: given[name] for name in SHOWN}),
            outcomes=given["outcomes"],
            by=request.user,
            at=now,
        ),
        refusals=(AsyeRefused,),
        done="The observation is in the portfolio.",
        to=_page(row),
        title=f"Observation of {row.person.full_name}",
        lead="Observations that were handed in on the Academy’s own form count by themselves.",
        button="Record the observation",
    )


def _assessed(request: HttpRequest, public_id: str) -> AsyeEnrolment:
    row = opened(request, public_id)
    if not can_assess(request.user, row.assessor_id, timezone.localdate()):
        raise PermissionDenied("Only the assessor who is named records this.")
    return row


def _page(row: AsyeEnrolment) -> str:
    return reverse("cpd_records:asye_one", args=[row.public_id])
