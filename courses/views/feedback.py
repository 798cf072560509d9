"""`/my/forms/`: what one is asked to fill in, what one handed in, and inviting an observer."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import feedback
from courses.forms.feedback import ObserverForm
from courses.models import FormRequest, Quote, Session
from courses.presenters.feedback import form_card, form_page
from courses.rules.feedback import may_be_answered
from foundation.versioned_forms.asking import AnswerForm, django_form
from workforce.models import Person

LISTED = 50


@login_required
@require_safe
def my_forms(request: HttpRequest) -> HttpResponse:
    """What waits, what was handed in, what others wrote about one's practice, what one asked of others."""
    day = timezone.localdate()
    mine = FormRequest.objects.for_user(request.user).with_subject()
    seen = FormRequest.objects.visible_to(request.user).with_subject().answered()
    asked = FormRequest.objects.visible_to(request.user).invited_by(request.user).with_subject()
    context = {
        "waiting": _cards(mine.open_on(day), day),
        "leads": Session.objects.visible_to(request.user).led_by(request.user).exists(),
        "answered": _cards(mine.answered().order_by("-answered_on", "-pk"), day),
        "about_me": _cards(seen.exclude(pk__in=mine.values("pk")).order_by("-answered_on"), day, request.user),
        "invited": [(form_card(row, day), row.person.full_name) for row in asked.order_by("due_on", "pk")[:LISTED]],
    }
    return render(request, "courses/my_forms.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions, or what was answered; on POST, hand it in. Opening the page does nothing."""
    asked = _visible(request.user, public_id)
    own = asked.person.user_id == request.user.pk
    answerable = own and may_be_answered(asked, timezone.localdate())
    if request.method != "POST":
        return _page(request, asked, django_form(asked.version) if answerable else None)
    filled = django_form(asked.version, request.POST)
    if own and not filled.is_valid() and answerable:
        return _page(request, asked, filled)
    return _hand_in(request, asked, filled)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Words that may be quoted are taken back."""
    quote = Quote.objects.for_user(request.user).filter(public_id=public_id).select_related("response__request").first()
    if quote is None:
        raise Http404("There is no such quote.")
    feedback.take_back(quote_id=quote.pk, by=request.user, at=timezone.now())
    messages.success(request, "Your words are taken back. They are no longer shown.")
    return redirect("courses:form", public_id=quote.response.request.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_observer(request: HttpRequest) -> HttpResponse:
    """Name a colleague or manager who will observe one's practice, or that of somebody in one's team."""
    people = _people(request.user, timezone.localdate())
    if not people.exists():
        return render(request, "courses/book_no_record.html", {}, status=403)
    form = ObserverForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = feedback.invite_observer(
                person_id=facts["person"].pk,
                observer_address=facts["observer"],
                course=facts["course"],
                note=facts["note"],
                by=request.user,
                at=timezone.now(),
            )
        except feedback.ObserverRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, f"{made.person.full_name} has been asked to observe.")
            return redirect("courses:my_forms")
    return render(request, "courses/invite_observer.html", {"form": form})


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back an invitation that waits."""
    asked = FormRequest.objects.visible_to(request.user).invited_by(request.user).filter(public_id=public_id).first()
    if asked is None:
        raise Http404("There is no such invitation.")
    feedback.withdraw_invitation(request_id=asked.pk, by=request.user, at=timezone.now())
    messages.success(request, "The invitation is withdrawn.")
    return redirect("courses:my_forms")


def _hand_in(request: HttpRequest, asked: FormRequest, filled: AnswerForm) -> HttpResponse:
    valid = filled.is_valid()
    try:
        feedback.hand_in(
            request_id=asked.pk,
            answers=filled.answers if valid else {},
            consents=filled.consents if valid else (),
            by=request.user,
            at=timezone.now(),
        )
    except feedback.AnswerRefused as refused:
        messages.info(request, str(refused))
        return redirect("courses:form", public_id=asked.public_id)
    messages.success(request, "Thank you. Your answers are with us.")
    return redirect("courses:form", public_id=asked.public_id)


def _page(request: HttpRequest, asked: FormRequest, form: AnswerForm | None) -> HttpResponse:
    quotes = Quote.objects.for_user(request.user).filter(response__request=asked).standing()
    page = form_page(asked, timezone.localdate(), request.user)
    return render(request, "courses/form.html", {"page": page, "form": form, "quotes": quotes})


def _visible(user: Any, public_id: UUID) -> FormRequest:
    found = FormRequest.objects.visible_to(user).filter(public_id=public_id)
    asked = found.with_subject().select_related("response__version__template").first()
    if asked is None or (asked.person.user_id != user.pk and not hasattr(asked, "response")):
        raise Http404("There is no such form. It may be for somebody else, or not filled in yet.")
    return asked


def _cards(rows: Any, day: date, viewer: Any = None) -> list[Any]:
    return [form_card(row, day, viewer) for row in rows[:LISTED]]


def _people(user: Any, day: date) -> Any:
    """Oneself first, then one's direct reports."""
    mine = Person.objects.for_user(user)
    own = mine.first()
    if own is None:
        return mine
    team = Person.objects.visible_to(user).reporting_to(own, day).values("pk")
    return (mine | Person.objects.visible_to(user).filter(pk__in=team)).order_by("sort_name", "pk").distinct()
