"""Agreements: begun, read, changed, shared, signed, ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import policies
from supervision import permissions
from supervision.actions import agreement_reads, agreements
from supervision.forms import AgreementForm, SignForm
from supervision.models import Agreement, TemplateVersion
from supervision.policies import LENGTH
from supervision.presenters.agreements import LIMITS, ROUTE, agreement_page
from supervision.views.finding import MINE, TEAM, agreement_of, supervisee_of
from workforce.models import Person
from workforce.querysets.access import access_of
from workforce.views.forms import posted, send

FORM_METHODS = ["GET", "HEAD", "POST"]
FORM = "agreement"
"""The kind of template that holds form T5."""
LEAD = "What you both want from supervision. Either of you can change it until the first of you signs."


@require_http_methods(FORM_METHODS)
@login_required
def begin(request: HttpRequest, person: UUID) -> HttpResponse:
    """The supervisor begins one with somebody."""
    now = timezone.now()
    today = timezone.localdate(now)
    supervisee = supervisee_of(request, person, today)
    me = Person.objects.for_user(request.user).first()
    if me is None:
        raise PermissionDenied("Only somebody with a record here supervises.")
    initial = {"part": Agreement.Part.WHOLE, "minutes": policies.book().whole(LENGTH, today)}
    form = AgreementForm(posted(request), initial=initial, version=_form_in_use(today))
    return send(
        request,
        form,
        lambda _: agreements.draft(supervisee=supervisee, supervisor=me, terms=form.terms(), by=request.user, at=now),
        refusals=(agreements.AgreementRefused,),
        done="The agreement is written. Read it through, then share it for signatures.",
        to="supervision:team",
        title=f"Agreement with {supervisee.full_name}",
        lead=LEAD,
        button="Save the agreement",
        breadcrumbs=[TEAM, {"label": "Agreement"}],
    )


@require_safe
@login_required
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was agreed, how it stands, and what is mine to press."""
    return _page(request, public_id, SignForm())


@require_http_methods(FORM_METHODS)
@login_required
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Either of the two changes it, until somebody has signed."""
    now = timezone.now()
    agreement = _own(request, public_id)
    initial = {name: getattr(agreement, name) for name in ("part", "interval_days", "minutes", "place")}
    initial["delegate"] = agreement.delegate.work_email if agreement.delegate else ""
    version = agreement.form_version or _form_in_use(timezone.localdate(now))
    form = AgreementForm(posted(request), initial=initial, version=version, answers=agreement.answers)
    return send(
        request,
        form,
        lambda _: agreements.write(agreement_id=agreement.pk, terms=form.terms(), by=request.user, at=now),
        refusals=(agreements.AgreementRefused,),
        done="The agreement is changed. Share it when it is ready.",
        to=f"/supervision/agreements/{public_id}/",
        title="Change the agreement",
        lead=LEAD,
        button="Save the agreement",
        breadcrumbs=[MINE, {"label": "Agreement", "url": f"/supervision/agreements/{public_id}/"}, {"label": "Change"}],
    )


@require_POST
@login_required
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the other to sign."""
    agreement = _own(request, public_id)
    return _press(
        request, public_id, "It is shared. Both of you can sign it now.",
        lambda: agreements.share(agreement_id=agreement.pk, by=request.user, at=timezone.now()),
    )  # fmt: skip


@require_POST
@login_required
def sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """My signature; the supervisee's comes with the limits of confidentiality."""
    agreement, today = _own(request, public_id), timezone.localdate()
    form = SignForm(request.POST)
    supervisee = agreement.supervisee_id in access_of(request.user, today).person_ids
    if supervisee and not form.is_valid():
        return _page(request, public_id, form)
    return _press(
        request, public_id, "You have signed it.",
        lambda: agreements.sign(
            agreement_id=agreement.pk, limits_acknowledged=supervisee, by=request.user, at=timezone.now()
        ),
    )  # fmt: skip


@require_POST
@login_required
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It holds no longer, or is withdrawn before it was signed."""
    agreement = _own(request, public_id)
    return _press(
        request, public_id, "The agreement has ended.",
        lambda: agreements.end(
            agreement_id=agreement.pk, reason=Agreement.End.LEFT, by=request.user, at=timezone.now()
        ),
    )  # fmt: skip


def _form_in_use(day: date) -> TemplateVersion | None:
    """The published form T5; an agreement in hand keeps the version it was begun in."""
    found: TemplateVersion | None = TemplateVersion.objects.in_use(FORM, "", day)
    return found


def _own(request: HttpRequest, public_id: UUID) -> Agreement:
    """One between the user and somebody else; who may only read it is refused."""
    today = timezone.localdate()
    agreement = agreement_of(request, public_id, today)
    if not permissions.is_party(request.user, agreement, today):
        raise PermissionDenied("An agreement is between two people: only they write and sign it.")
    return agreement


def _press(request: HttpRequest, public_id: UUID, done: str, act: Any) -> HttpResponse:
    try:
        act()
    except agreements.AgreementRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("supervision:agreement", public_id=public_id)


def _page(request: HttpRequest, public_id: UUID, form: SignForm) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    agreement = agreement_of(request, public_id, today)
    agreement_reads.note(agreement=agreement, by=request.user, at=now)
    context = agreement_page(agreement, request.user, today)
    return render(
        request,
        "supervision/agreement.html",
        {**context, "form": form, "limits": LIMITS, "route": ROUTE, "breadcrumbs": [MINE, {"label": "Agreement"}]},
    )
