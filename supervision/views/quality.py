"""`/supervision/quality/`: a fair sample is drawn, read, and answered about; what all found, in numbers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import changelog, policies
from foundation.small_numbers import SMALLEST_POOL
from foundation.versioned_forms.asking import schema_form
from supervision.actions import quality
from supervision.actions.openings import OpeningRefused
from supervision.models import QualityCheck, QualityDraw
from supervision.opening_policies import QUALITY_SIZE
from supervision.permissions.doing import can_see_compliance
from supervision.presenters import quality as presenter
from supervision.quality_forms import DrawForm
from supervision.rules.quality import asked
from workforce.querysets.access import access_of
from workforce.views.forms import form_page, posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
LIST = {"label": "Quality of records", "url": "/supervision/quality/"}
FOR_MANAGERS = "This page is for those who manage people who supervise, and for leaders."
KEPT = f"Kept. It counts in the figures once {SMALLEST_POOL} records have been looked at."
LEAD = (
    "{} finished records are drawn by chance from those led by people who report to you. Both people of each record "
    "are told, read your reason, and see when you read. You read the work and the cases; nothing personal opens."
)


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """My samples, and what all of my scope's found; every look is logged."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not can_see_compliance(request.user, today):
        raise PermissionDenied(FOR_MANAGERS)
    changelog.record(by=request.user, at=now, verb="supervision.quality_read", subject=request.user)  # type: ignore[arg-type]
    return render(request, "supervision/quality.html", presenter.overview(request.user, today))


@login_required
@require_http_methods(FORM_METHODS)
def draw(request: HttpRequest) -> HttpResponse:
    """A period, a reason, and chance."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not access_of(request.user, today).manages:
        raise PermissionDenied(FOR_MANAGERS)
    return send(
        request,
        DrawForm(posted(request), on=today),
        lambda given: quality.draw(**given, by=request.user, at=now),
        refusals=(quality.QualityRefused, OpeningRefused),
        done="Drawn and opened to you. Both people of each record have been told.",
        to="supervision:quality",
        title="Draw a sample",
        lead=LEAD.format(policies.book().whole(QUALITY_SIZE, today)),
        button="Draw",
        breadcrumbs=[LIST, {"label": "Draw a sample"}],
    )


@login_required
@require_safe
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One sample: what to read and to answer, and how it was drawn."""
    now = timezone.now()
    rows = QualityDraw.objects.visible_to(request.user, timezone.localdate(now))
    row = get_object_or_404(rows, public_id=public_id)
    return render(request, "supervision/quality_draw.html", presenter.draw_page(row, request.user, now))


@login_required
@require_http_methods(FORM_METHODS)
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions about one record."""
    row = _check(request, public_id)
    form = schema_form(asked(row.draw.version.schema), posted(request))
    back = reverse("supervision:quality_draw", args=[row.draw.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            quality.answer(check_id=row.pk, answers=form.answers, by=request.user, at=timezone.now())
        except quality.QualityRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, KEPT)
        return redirect(back)
    return form_page(
        request,
        form,
        title="What does this record show?",
        lead=row.draw.version.template.intro,
        button="Keep these answers",
        breadcrumbs=[LIST, {"label": "Sample", "url": back}, {"label": f"Record {row.number}"}],
    )


@login_required
@require_POST
def open_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Once the days of its opening are over."""
    row = _check(request, public_id)
    try:
        quality.open_again(check_id=row.pk, by=request.user, at=timezone.now())
    except (quality.QualityRefused, OpeningRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is open to you again, for the same reason. Both of them have been told.")
    return redirect("supervision:quality_draw", public_id=row.draw.public_id)


def _check(request: HttpRequest, public_id: UUID) -> QualityCheck:
    rows = QualityCheck.objects.visible_to(request.user, timezone.localdate())
    found: QualityCheck = get_object_or_404(rows.select_related("draw__version__template"), public_id=public_id)
    return found
