"""Evidence of claims: added and removed by its owner, streamed to whoever may read it (DESIGN 4, "Files")."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cpd_records.actions import claims as actions
from cpd_records.forms.claims import FileForm
from cpd_records.models import Claim, EvidenceFile
from cpd_records.views.claims.own import own_page
from foundation import changelog, policies, uploads
from foundation.private_files import private_file
from foundation.uploads.handlers import refusal


@require_POST
@login_required
def add_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add one file; one that cannot be taken is refused beside the box."""
    now = timezone.now()
    claim = _mine(request, public_id)
    limits = uploads.limits_on(policies.book(), timezone.localdate(now))
    form = FileForm(request.POST, request.FILES, megabytes=limits.megabytes)
    too_large = refusal(request)
    if too_large:
        form.errors.clear()
        form.add_error("file", too_large)
    elif form.is_valid():
        try:
            actions.add_file(
                claim_id=claim.pk,
                upload=form.cleaned_data["file"],
                certificate=form.cleaned_data["certificate"],
                by=cast(Any, request.user),
                at=now,
            )
        except (uploads.UploadRefused, actions.ClaimRefused) as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, "The file is added.")
            return redirect("cpd_records:my_claim", public_id=public_id)
    return own_page(request, claim, now, files=form)


@require_POST
@login_required
def remove_file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Remove one of mine, while the claim may be changed."""
    claim = _mine(request, public_id)
    file = get_object_or_404(claim.files, public_id=file_id)
    try:
        actions.remove_file(claim_id=claim.pk, file_id=file.pk, by=cast(Any, request.user), at=timezone.now())
    except actions.ClaimRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The file is removed.")
    return redirect("cpd_records:my_claim", public_id=public_id)


@require_safe
@login_required
def download(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """One file, as a download; somebody else's look is written to the change log."""
    now = timezone.now()
    today = timezone.localdate(now)
    readable = EvidenceFile.objects.visible_to(request.user, today)
    file = get_object_or_404(readable, public_id=file_id)
    if not EvidenceFile.objects.for_user(request.user, today).filter(pk=file.pk).exists():
        changelog.record(by=request.user, at=now, verb="evidence.read", subject=file)
    return private_file(file.file, allowed=True, name=file.name)


def _mine(request: HttpRequest, public_id: UUID) -> Claim:
    mine = Claim.objects.for_user(request.user, timezone.localdate()).select_related("person", "provider")
    return get_object_or_404(mine, public_id=public_id)
