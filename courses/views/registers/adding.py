"""Adding somebody who walked in, and taking them off again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.actions import registers
from courses.forms.guests import GuestForm
from courses.models import Booking
from courses.presenters.register_desk import Desk, opened
from courses.presenters.register_people import candidate, candidates
from courses.rules.rosters import OnRegister
from foundation import rate_limits

GONE = "Look for them again: this search no longer finds them."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Find somebody and add them to the date on show."""
    return serve_add(request, opened(request.user, public_id, timezone.now()))


def serve_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    shown = desk.shown(request.GET.get("date", ""))
    problem = ""
    if "person" in request.POST:
        try:
            booking = _add(request, desk, shown.pk)
        except (registers.MarkRefused, rate_limits.AskedTooOften) as refused:
            problem = str(refused)
        else:
            messages.success(request, f"{booking.person.full_name} is on the register, and marked present.")
            return redirect(f"{desk.address}?date={shown.public_id}")
    context = {"page": desk.page(shown), "keeper": desk.keeper, **searched(request, desk, problem)}
    return render(request, "courses/register_add.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_guest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter somebody of a partner organisation by name and e-mail, and add them."""
    return serve_add_guest(request, opened(request.user, public_id, timezone.now()))


def serve_add_guest(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for whoever the desk is open before."""
    shown = desk.shown(request.GET.get("date", ""))
    form = GuestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            booking = registers.walk_in_guest(
                session_id=desk.session.pk,
                guest=form.guest(),
                date_id=shown.pk,
                by=desk.keeper.user,
                at=desk.now,
                signed_as=desk.keeper.signed_as,
            )
        except registers.MarkRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{booking.person.full_name} is on the register, and marked present.")
            return redirect(f"{desk.address}?date={shown.public_id}")
    return render(request, "courses/register_add_guest.html", {"page": desk.page(shown), "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: HttpRequest, public_id: UUID, booking_id: UUID) -> HttpResponse:
    """Take a walk-in off again. Opening the page does nothing."""
    return serve_take_off(request, opened(request.user, public_id, timezone.now()), booking_id)


def serve_take_off(request: HttpRequest, desk: Desk, booking_id: UUID) -> HttpResponse:
    """The same for whoever the desk is open before."""
    booking = of_desk(desk, booking_id)
    if request.method == "POST":
        try:
            registers.take_off(booking_id=booking.pk, by=desk.keeper.user, at=desk.now, signed_as=desk.keeper.signed_as)
        except registers.MarkRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{booking.name} is off the register.")
        return redirect(desk.address)
    page = desk.page(desk.shown(""))
    return render(request, "courses/register_take_off.html", {"page": page, "booking": booking})


def searched(request: HttpRequest, desk: Desk, problem: str = "") -> dict[str, Any]:
    """What the search on these pages shows: the text, who it finds, what is wrong.

    Names and addresses are sent in the body, so that none stands in an address or an access log.
    """
    text = request.POST.get("q", "")
    found = []
    try:
        found = candidates(desk.keeper, text, who_asks(request))
    except rate_limits.AskedTooOften as often:
        problem = problem or str(often)
    return {"q": text, "found": found, "errors": [{"text": problem}] if problem else []}


def who_asks(request: HttpRequest) -> str:
    """By whom look-ups are counted: the user, or the address of an outside trainer."""
    return str(request.user.pk) if request.user.is_authenticated else rate_limits.address_of(request)


def of_desk(desk: Desk, booking_id: UUID) -> OnRegister:
    """The booking of that address on this register. Raises Http404."""
    for booking in desk.roster:
        if booking.public_id == booking_id:
            return booking
    raise Http404("This person is not on the register any more.")


def _add(request: HttpRequest, desk: Desk, date_id: int) -> Booking:
    person = candidate(desk.keeper, request.POST.get("person", ""), request.POST.get("q", ""), who_asks(request))
    if person is None:
        raise registers.MarkRefused(GONE)
    return registers.walk_in(
        session_id=desk.session.pk,
        person_id=person.pk,
        date_id=date_id,
        by=desk.keeper.user,
        at=desk.now,
        signed_as=desk.keeper.signed_as,
    )
