"""`/team/claims/`: claims that wait for this user's word, many at once or one with what to weigh."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cpd_records import policies as allowance
from cpd_records.actions import claims as actions
from cpd_records.forms.claims import VerifyForm
from cpd_records.models import Claim, ClaimEvent, ClaimKind, CpdRecord
from cpd_records.permissions import can_verify_claims
from cpd_records.presenters import claims as phrased
from cpd_records.presenters.allowance import bar_of, year_label
from cpd_records.rules import claim_steps
from foundation import policies

METHODS = ["GET", "HEAD", "POST"]
LISTED = 100


@require_http_methods(METHODS)
@login_required
def to_verify(request: HttpRequest) -> HttpResponse:
    """Everything that waits; ticked ones are verified together. Opening the page verifies nothing."""
    now = timezone.now()
    today = timezone.localdate(now)
    waiting = (
        Claim.objects.visible_to(request.user, today).in_charge(request.user, today).waiting().longest_waiting_first()
    )
    found = list(waiting.select_related("person").prefetch_related("files")[:LISTED])
    if not found and not can_verify_claims(request.user, today):
        raise PermissionDenied("This page is for people who manage a team.")
    chosen = set(request.POST.getlist("claim"))
    picked = [claim for claim in found if str(claim.public_id) in chosen and claim.state == Claim.State.SUBMITTED]
    if picked:
        _verify(request, picked, now)
        return redirect("cpd_records:claims_to_verify")
    figures, kinds = policies.book(), ClaimKind.objects.book(today)
    would, day = phrased.effects(found, kinds, figures, today), figures.whole(allowance.DAY, today)
    lines = [
        phrased.line(
            claim, kinds, day, own=False, words=claim.note, effect=would[claim.pk], files=len(claim.files.all())
        )
        for claim in found
    ]
    nobody = request.method == "POST" and not picked
    return render(request, "cpd_records/claims/to_verify.html", {"lines": lines, "nobody_chosen": nobody})


@require_http_methods(METHODS)
@login_required
def team_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One claim, with what was written, its files, and what verifying it would do."""
    now = timezone.now()
    today = timezone.localdate(now)
    mine = (
        Claim.objects.visible_to(request.user, today)
        .in_charge(request.user, today)
        .select_related("person", "provider")
    )
    claim = get_object_or_404(mine, public_id=public_id)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _answer(request, claim, form, now):
        waiting = claim.state in ("submitted", "asked")
        return redirect("cpd_records:claims_to_verify") if waiting else redirect(request.path)
    return render(request, "cpd_records/claims/verify.html", _context(request, claim, form, today))


def _context(request: HttpRequest, claim: Claim, form: VerifyForm, today: date) -> dict[str, Any]:
    figures, kinds = policies.book(), ClaimKind.objects.book(today)
    day = figures.whole(allowance.DAY, today)
    pending = [claim] if claim.state in ("asked", "submitted", "queried") else []
    effect = phrased.effects(pending, kinds, figures, today).get(claim.pk)
    years = effect.years if effect else ()
    events = ClaimEvent.objects.visible_to(request.user, today).filter(claim=claim).in_order()
    others = CpdRecord.objects.visible_to(request.user, today).standing().filter(person=claim.person)
    others = others.filter(starts_on__lte=claim.ends_on, ends_on__gte=claim.starts_on).exclude(source=claim.source)
    return {
        "claim": claim,
        "line": phrased.line(claim, kinds, day, own=False),
        "facts": phrased.facts(claim, kinds, figures.whole(allowance.DAY, claim.ends_on)),
        "effect": effect,
        "bars": [(year_label(y.year_starts_on), bar_of(y.before, day, f"y{y.year_starts_on:%Y}")) for y in years],
        "weigh": phrased.to_weigh(claim, others[:5]) if pending else [],
        "thread": phrased.thread(events, cast(int, request.user.pk)),
        "files": list(claim.files.all()),
        "can": {step: claim_steps.can(step, claim.state) for step in claim_steps.STEPS},
        "form": form,
    }


def _answer(request: HttpRequest, claim: Claim, form: VerifyForm, now: datetime) -> bool:
    """Do what was pressed; say what was refused beside its box, with everything typed still there."""
    given: dict[str, Any] = {"claim_id": claim.pk, "by": request.user, "at": now}
    text, name = form.cleaned_data["text"], claim.person.full_name
    try:
        match request.POST.get("answer"):
            case "verify":
                actions.verify(beyond=form.cleaned_data["beyond"], **given)
                messages.success(request, f"Verified. {name} has been told.")
            case "agree":
                actions.agree(**given)
                messages.success(request, f"Agreed. {name} has been told, and claims it afterwards.")
            case "query" | "refuse" | "reverse" as step:
                getattr(actions, step)(text=text, **given)
                messages.success(request, f"Sent. {name} has been told, and reads what you wrote.")
            case _:
                form.add_error(None, "Choose what to do with this claim.")
                return False
    except (actions.ClaimRefused, actions.NotForYou) as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, str(refused))
        claim.refresh_from_db()
        return False
    return True


def _verify(request: HttpRequest, picked: list[Claim], now: datetime) -> None:
    """Verify them, and say what became of each."""
    answers = actions.verify_many(claim_ids=[claim.pk for claim in picked], by=request.user, at=now)
    names = {claim.pk: claim.person.full_name for claim in picked}
    done = [names[answer.claim_id] for answer in answers if answer.done]
    if done:
        messages.success(request, f"You have verified {len(done)}: {', '.join(done)}. They have been told.")
    for answer in answers:
        if not answer.done:
            messages.error(request, f"{names[answer.claim_id]}: {answer.problem}")
