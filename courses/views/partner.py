"""`/partner/`: an organisation's own places, the people it sends, and asking for more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions import bookings, holds
from courses.forms.places import AskForm, NamesForm, OneNameForm, PurchaseOrderForm
from courses.hold_permissions import administers_a_partner
from courses.models import Booking, PlaceHold, PlaceRequest, Session
from courses.presenters import partner as lists
from courses.presenters import places as present
from courses.presenters import wording
from courses.rules.conditions.loading import local_day
from courses.rules.pasted_names import PastedName
from courses.views.team_places import hold_or_404, hold_page, say
from workforce.actions.organisations import LightPersonRefused, light_person
from workforce.models import Organisation, Person
from workforce.views.forms import posted, send

METHODS = ["GET", "HEAD", "POST"]
PARTNER = {"label": "Our places", "url": "/partner/"}
SESSIONS_LISTED = 200


@login_required
@require_safe
def partner(request: HttpRequest) -> HttpResponse:
    """The organisation's places on sessions ahead, its people's bookings, and what it asked for."""
    now = timezone.now()
    _demand(request, now)
    day = local_day(now)
    ours = Organisation.objects.administered_by(request.user, day)
    ahead = PlaceHold.objects.visible_to(request.user, day).filter(organisation__in=ours, session__ends_at__gt=now)
    coming = Booking.objects.visible_to(request.user, day).filter(person__organisation__in=ours).ahead(now)
    asked = PlaceRequest.objects.visible_to(request.user, day).filter(organisation__in=ours, session__starts_at__gt=now)
    context = {
        "page_title": "Our places",
        "organisations": ours,
        "head": present.HOLD_HEAD,
        "rows": present.hold_rows(present.hold_views(ahead.order_by("session__starts_at", "pk"), day)),
        "coming_head": lists.COMING_HEAD,
        "coming": lists.coming_rows(coming.select_related("person", "session__course"), now),
        "asked_head": lists.ASKED_HEAD,
        "asked": lists.asked_rows(asked.select_related("session__course")),
    }
    return render(request, "courses/places/partner.html", context)


@login_required
@require_http_methods(METHODS)
def hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One quota: paste names, look at what was read, book them."""
    now = timezone.now()
    kept = _hold(request, public_id, now)
    form = NamesForm(posted(request))
    read: list[PastedName] | None = None
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["names"]
        if "book" in request.POST and not any(line.problem for line in read):
            named = _name(request, kept, form, read, now)
            if named:
                return redirect("courses:partner_hold", public_id=kept.public_id)
    shown = {
        "form": form,
        "read": lists.read_rows(read or (), kept),
        "read_head": lists.READ_HEAD,
        "all_read": bool(read) and not any(line.problem for line in read or ()),
        "purchase_order": PurchaseOrderForm(initial={"number": kept.purchase_order}),
        "partner": True,
        "breadcrumbs": [PARTNER, {"label": "Kept places"}],
    }
    return hold_page(request, kept, "/partner/bookings", now, shown)


def _name(request: HttpRequest, kept: PlaceHold, form: NamesForm, read: list[PastedName], now: datetime) -> bool:
    try:
        named = holds.name_listed(hold_id=kept.pk, names=read, by=request.user, at=now)
    except (holds.HoldRefused, LightPersonRefused) as refused:
        form.add_error("names", str(refused))
        return False
    say(request, named.placed)
    return True


@login_required
@require_POST
def purchase_order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note the organisation's own number."""
    now = timezone.now()
    kept = _hold(request, public_id, now)
    form = PurchaseOrderForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        holds.note_purchase_order(hold_id=kept.pk, number=number, by=request.user, at=now)
        messages.success(request, "The purchase order number is noted.")
    else:
        messages.error(request, "Enter a purchase order number of at most 40 characters.")
    return redirect("courses:partner_hold", public_id=kept.public_id)


@login_required
@require_http_methods(METHODS)
def instead(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send somebody else of the organisation."""
    now = timezone.now()
    _demand(request, now)
    ours = Organisation.objects.administered_by(request.user, local_day(now))
    mine = Booking.objects.visible_to(request.user, local_day(now)).filter(hold__organisation__in=ours)
    booking = mine.filter(public_id=public_id).select_related("person", "session__course", "hold__organisation").first()
    if booking is None or booking.hold is None or booking.hold.organisation is None:
        raise Http404("There is no such booking among your organisation's.")
    return send(
        request,
        OneNameForm(posted(request)),
        lambda data: _substitute(request, booking, data["person"], now),
        refusals=(holds.SubstitutionRefused, bookings.BookingRefused, LightPersonRefused),
        done="The place has moved. Both have been written to.",
        to=f"/partner/places/{booking.hold.public_id}/",
        title=f"Who comes instead of {booking.person.full_name}?",
        lead=f"{booking.session.course.title}, {wording.dates(booking.session.starts_at, booking.session.ends_at)}. "
        "You can do this until the session starts, at no charge.",
        button="Move the place",
        breadcrumbs=[PARTNER, {"label": "Send somebody else"}],
    )


def _substitute(request: HttpRequest, booking: Any, name: PastedName, now: datetime) -> None:
    person = light_person(
        organisation=booking.hold.organisation,
        email=name.email,
        first_name=name.first_name,
        last_name=name.last_name,
        by=request.user,
        at=now,
    )
    holds.substitute(booking_id=booking.pk, person_id=person.pk, by=request.user, at=now)


@login_required
@require_http_methods(METHODS)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for places on a session."""
    now = timezone.now()
    _demand(request, now)
    ours = Organisation.objects.administered_by(request.user, local_day(now)).running(local_day(now))
    ahead = Session.objects.visible_to(request.user).bookable(now).select_related("course")
    ahead = ahead.order_by("starts_at", "pk")
    names = present.session_names(ahead[:SESSIONS_LISTED])
    return send(
        request,
        AskForm(posted(request), organisations=ours, sessions=ahead, names=names),
        lambda data: holds.ask(session_id=data.pop("session").pk, **data, by=request.user, at=now),
        refusals=(holds.RequestRefused,),
        done="We have your request. The Academy answers by e-mail.",
        to="courses:partner",
        title="Ask for places",
        lead="Tell us how many people you would like to send. You name them later.",
        button="Ask for these places",
        breadcrumbs=[PARTNER, {"label": "Ask for places"}],
    )


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the organisation whom the Academy knows."""
    now = timezone.now()
    _demand(request, now)
    ours = Organisation.objects.administered_by(request.user, local_day(now))
    rows = Person.objects.visible_to(request.user, local_day(now)).filter(organisation__in=ours, joined_into=None)
    context = {
        "page_title": "Our people",
        "head": lists.PEOPLE_HEAD,
        "rows": lists.people_rows(rows.order_by("sort_name", "pk")[: lists.PEOPLE_LISTED]),
        "breadcrumbs": [PARTNER, {"label": "Our people"}],
    }
    return render(request, "courses/places/partner_people.html", context)


def _demand(request: HttpRequest, now: datetime) -> None:
    if not administers_a_partner(request.user, local_day(now)):
        raise PermissionDenied("These pages are for administrators of partner organisations and schools.")


def _hold(request: HttpRequest, public_id: UUID, now: datetime) -> PlaceHold:
    rows = PlaceHold.objects.visible_to(request.user, local_day(now)).filter(organisation__isnull=False)
    return hold_or_404(rows, public_id)
