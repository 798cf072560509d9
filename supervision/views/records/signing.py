"""Signing, and what the two say about a record."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from supervision.actions import records
from supervision.permissions.opened import sections_opened
from supervision.record_forms import LaterWordForm
from supervision.rules.access import Way
from supervision.views.records.finding import record_of
from supervision.views.records.reading import page

SIGNED, LOCKED = "Signed. Now it is their turn.", "Signed, and locked."


@login_required
@require_POST
def sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One's own signature; the second locks the record."""
    record = record_of(request, public_id)
    try:
        signed = records.sign(record_id=record.pk, by=request.user, at=timezone.now())
    except records.NotYours as refusal:
        raise Http404("There is no such record.") from refusal
    except records.RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, LOCKED if signed.is_locked else SIGNED)
    return redirect("supervision:read_record", public_id=public_id)


@login_required
@require_POST
def say(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A comment or a dated note; what cannot be taken comes back as it was typed."""
    record = record_of(request, public_id)
    opened = sections_opened(request.user, record, Way.PAGE, timezone.now())
    form = LaterWordForm(request.POST, classes=opened)
    if not form.is_valid():
        return page(request, record, form)
    try:
        records.later_words.add(record_id=record.pk, **form.cleaned_data, by=request.user, at=timezone.now())
    except records.NotYours as refusal:
        raise Http404("There is no such record.") from refusal
    except records.RecordRefused as refusal:
        form.add_error("text", str(refusal))
        return page(request, record, form)
    messages.success(request, "Added to the record.")
    return redirect("supervision:read_record", public_id=public_id)
