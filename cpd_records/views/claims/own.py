"""`/my/cpd/claims/`: learning I claim, from the first word to the answer."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cpd_records import policies as allowance
from cpd_records.actions import claims as actions
from cpd_records.actions.claims.sending import why_not_yet
from cpd_records.claim_policies import WINDOW
from cpd_records.forms.claims import ClaimForm, FileForm, WordsForm, initial_of
from cpd_records.models import Claim, ClaimEvent, ClaimKind
from cpd_records.presenters import claims as phrased
from cpd_records.rules import claim_steps
from foundation import policies, uploads
from foundation.protected_text.identities import warnings
from workforce.models import Person

A_PAGE = 25
METHODS = ["GET", "HEAD", "POST"]
ANSWER = {"label": "Your answer", "missing": "Write your answer"}
LATE = {
    "label": "Why does it come late?",
    "help_text": "A learning coordinator reads that you ask, and not what you learned.",
    "missing": "Say in a sentence why it comes late",
}


@require_safe
@login_required
def my_claims(request: HttpRequest) -> HttpResponse:
    """Everything I have claimed, newest first."""
    today = timezone.localdate()
    figures, kinds = policies.book(), ClaimKind.objects.book(today)
    page = Paginator(Claim.objects.for_user(request.user, today), A_PAGE).get_page(request.GET.get("page"))
    day = figures.whole(allowance.DAY, today)
    lines = [phrased.line(claim, kinds, day) for claim in page]
    return render(request, "cpd_records/claims/mine.html", {"page": page, "lines": lines})


@require_safe
@login_required
def choose_kind(request: HttpRequest) -> HttpResponse:
    """What can be claimed, and what cannot with what to do instead."""
    today = timezone.localdate()
    figures = policies.book()
    can, cannot = phrased.choices(ClaimKind.objects.book(today), figures, today)
    context = {"can": can, "cannot": cannot, "window": figures.whole(WINDOW, today)}
    return render(request, "cpd_records/claims/choose.html", context)


@require_http_methods(METHODS)
@login_required
def new_claim(request: HttpRequest, kind: str) -> HttpResponse:
    """Write one down; it is a draft until it is sent."""
    now = timezone.now()
    today = timezone.localdate(now)
    setting, person = ClaimKind.objects.book(today).get(kind), Person.objects.for_user(request.user).first()
    if setting is None or setting.effect == ClaimKind.Effect.NONE or person is None:
        raise Http404("This kind of learning is not offered.")
    form = _form(request, setting, today)
    if request.method == "POST" and form.is_valid():
        facts = form.facts(form.cleaned_data)
        claim = actions.draft(person_id=person.pk, facts=facts, by=request.user, at=now)
        _warn(request, claim)
        return redirect("cpd_records:my_claim", public_id=claim.public_id)
    return render(request, "cpd_records/claims/write.html", {"form": form, "kind": setting})


@require_http_methods(METHODS)
@login_required
def change_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write it anew, while it may be changed."""
    now = timezone.now()
    today = timezone.localdate(now)
    claim = _mine(request, public_id)
    setting = ClaimKind.objects.book(today).get(claim.kind)
    if setting is None or not claim_steps.can("change", claim.state):
        messages.error(request, "This claim cannot be changed any more.")
        return redirect("cpd_records:my_claim", public_id=public_id)
    form = _form(request, setting, today, initial=initial_of(claim))
    if request.method == "POST" and form.is_valid():
        changed = actions.change(
            claim_id=claim.pk, facts=form.facts(form.cleaned_data), by=cast(Any, request.user), at=now
        )
        _warn(request, changed)
        return redirect("cpd_records:my_claim", public_id=public_id)
    return render(request, "cpd_records/claims/write.html", {"form": form, "kind": setting, "claim": claim})


@require_http_methods(METHODS)
@login_required
def my_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One claim: what it says, what verifying would do, its files and its thread. Posting takes one step."""
    claim, now = _mine(request, public_id), timezone.now()
    words = None
    if request.method == "POST":
        words = _words(request, claim)
        if (words is None or words.is_valid()) and _step(request, claim, words, now):
            return redirect("cpd_records:my_claim", public_id=public_id)
    return own_page(request, claim, now, words=words)


def own_page(
    request: HttpRequest, claim: Claim, now: datetime, *, words: Any = None, files: Any = None
) -> HttpResponse:
    """The page of one's own claim, with whatever form came back."""
    today = timezone.localdate(now)
    figures, kinds = policies.book(), ClaimKind.objects.book(today)
    refusal = why_not_yet(claim, now) if claim_steps.can("submit", claim.state) else None
    limits = uploads.limits_on(figures, today)
    events = ClaimEvent.objects.visible_to(request.user, today).filter(claim=claim).in_order()
    open_ones = [claim] if claim.state not in ("verified", "refused", "withdrawn", "reversed") else []
    context = {
        "claim": claim,
        "line": phrased.line(claim, kinds, figures.whole(allowance.DAY, today)),
        "facts": phrased.facts(claim, kinds, figures.whole(allowance.DAY, claim.ends_on)),
        "effect": phrased.effects(open_ones, kinds, figures, today).get(claim.pk),
        "thread": phrased.thread(events, cast(int, request.user.pk)),
        "files": list(claim.files.all()),
        "can": {step: claim_steps.can(step, claim.state) for step in claim_steps.STEPS},
        "refusal": refusal,
        "ahead": claim.starts_on >= today,
        "words": words or _words(request, claim, bound=False),
        "file_form": files or FileForm(megabytes=limits.megabytes),
        "room_for_files": claim.files.count() < limits.most,
    }
    return render(request, "cpd_records/claims/one.html", context)


def _mine(request: HttpRequest, public_id: UUID) -> Claim:
    mine = Claim.objects.for_user(request.user, timezone.localdate()).select_related("person", "provider")
    return get_object_or_404(mine, public_id=public_id)


def _form(request: HttpRequest, kind: Any, today: Any, **more: Any) -> ClaimForm:
    figures = policies.book()
    data = request.POST if request.method == "POST" else None
    return ClaimForm(data, kind=kind, figures=figures, minutes_per_day=figures.whole(allowance.DAY, today), **more)


def _words(request: HttpRequest, claim: Claim, *, bound: bool = True) -> WordsForm | None:
    """The box for words that goes with the claim's state; a step without words has none."""
    step = request.POST.get("step") if bound else ("answer" if claim.state == Claim.State.QUERIED else "late")
    if step not in ("answer", "late"):
        return None
    return WordsForm(request.POST if bound else None, **(ANSWER if step == "answer" else LATE))


def _step(request: HttpRequest, claim: Claim, words: Any, now: datetime) -> bool:
    """Take the step that was pressed; say what was refused."""
    steps: dict[str, tuple[Any, str]] = {
        "submit": (actions.submit, "Sent. You will hear when it is verified."),
        "ask": (actions.ask_first, "Sent. You will hear before the day."),
        "withdraw": (actions.withdraw, "Withdrawn. Nothing was taken off your allowance."),
        "answer": (actions.answer, "Your answer is sent."),
        "late": (actions.ask_late, "A learning coordinator will look at it."),
    }
    action, done = steps.get(request.POST.get("step", ""), (None, ""))
    if action is None:
        messages.error(request, "Choose what to do with this claim.")
        return False
    given = {"text": words.cleaned_data["text"]} if words else {}
    try:
        action(claim_id=claim.pk, by=request.user, at=now, **given)
    except actions.ClaimRefused as refused:
        messages.error(request, str(refused))
        return True
    messages.success(request, done)
    return True


def _warn(request: HttpRequest, claim: Claim) -> None:
    """A gentle word where what was typed may tell who a child is; nothing is blocked."""
    for sentence in warnings(f"{claim.title}\n{claim.note}"):
        messages.warning(request, sentence)
