"""`/team/book/…` and `/team/places/…`: a manager books the team, keeps places and sends somebody else."""

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
from courses.actions.bookings.together import Placed, book_together
from courses.actions.holds.keeping import KeptFor
from courses.forms.places import InsteadForm, KeepForm, PeopleForm
from courses.models import Booking, PlaceHold, Session
from courses.presenters import places as present
from courses.presenters import wording
from courses.rules.conditions.loading import local_day
from courses.views.taking import session_or_404
from foundation import policies
from workforce.models import Person
from workforce.presenters.words import head
from workforce.views.forms import posted, send

METHODS = ["GET", "HEAD", "POST"]
TEAM = {"label": "Team", "url": "/team/"}
REFUSED_HEAD = head("Name", "Why not")


@login_required
@require_http_methods(METHODS)
def book_team(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whom one may book for a session, what it would mean for each, and one press for all of them."""
    now = timezone.now()
    session = session_or_404(request.user, public_id)
    team = list(_team(request, now))
    found = present.candidates(team, session, now, policies.book())
    form = PeopleForm(posted(request), choices=found.choices, hints=found.hints)
    if request.method == "POST" and "everybody" in request.POST:
        return _book(request, session, list(found.keys.values()), now)
    if request.method == "POST" and form.is_valid():
        return _book(request, session, [found.keys[key] for key in form.cleaned_data["people"]], now)
    context = {
        "page_title": f"Book your team: {session.course.title}",
        "session": session,
        "when": wording.dates(session.starts_at, session.ends_at),
        "form": form,
        "found": found,
        "refused_head": REFUSED_HEAD,
        "booked_head": present.BOOKED_HEAD,
        "booked": present.booked_rows(_coming(request.user, session, team), "/team/bookings", now),
        "breadcrumbs": [TEAM, {"label": "Book your team"}],
    }
    return render(request, "courses/places/book_team.html", context)


def _book(request: HttpRequest, session: Session, keys: list[int], now: datetime) -> HttpResponse:
    placed = book_together(session_id=session.pk, person_ids=keys, by=request.user, at=now)
    say(request, placed)
    return redirect("courses:book_team", public_id=session.public_id)


def say(request: HttpRequest, placed: Any) -> None:
    """What became of each, in at most two sentences."""
    booked = [each.person.full_name for each in placed if each.booking is not None]
    refused: list[Placed] = [each for each in placed if each.booking is None]
    if booked:
        messages.success(request, f"Booked: {', '.join(booked)}. Each has been sent an invitation.")
    if refused:
        said = "; ".join(f"{each.person.full_name} ({present.why(each.refusals).rstrip('.')})" for each in refused)
        messages.error(request, f"Not booked: {said}.")


@login_required
@require_http_methods(METHODS)
def keep_places(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep places without names for one's own people."""
    now = timezone.now()
    session = session_or_404(request.user, public_id)
    mine = Person.objects.for_user(request.user).first()
    if mine is None or not _team(request, now).exists():
        raise PermissionDenied
    return send(
        request,
        KeepForm(posted(request)),
        lambda data: holds.keep(session_id=session.pk, whom=KeptFor(manager=mine), **data, by=request.user, at=now),
        refusals=(holds.HoldRefused,),
        done="The places are kept. Tell us who is coming when you know.",
        to="courses:team_places",
        title="Keep places for your team",
        lead=f"{session.course.title}, {wording.dates(session.starts_at, session.ends_at)}. Places without a name go "
        "back to everybody some time before the session; we remind you before.",
        button="Keep these places",
        breadcrumbs=[TEAM, {"label": "Keep places"}],
    )


@login_required
@require_safe
def team_places(request: HttpRequest) -> HttpResponse:
    """The places one keeps."""
    now = timezone.now()
    mine = _holds(request, now).filter(session__ends_at__gt=now).order_by("session__starts_at", "pk")
    views = present.hold_views(mine, local_day(now))
    if not views:
        _demand_team(request, now)
    context = {
        "page_title": "Places you are keeping",
        "head": present.HOLD_HEAD,
        "rows": present.hold_rows(views),
        "breadcrumbs": [TEAM, {"label": "Places you are keeping"}],
    }
    return render(request, "courses/places/team_places.html", context)


@login_required
@require_http_methods(METHODS)
def team_hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One hold: who is named, who could be, and giving the rest back."""
    now = timezone.now()
    hold = hold_or_404(_holds(request, now), public_id)
    team = hold_team(request.user, hold, now)
    found = present.candidates(team, hold.session, now, policies.book(), hold)
    form = PeopleForm(posted(request), choices=found.choices, hints=found.hints)
    if request.method == "POST" and form.is_valid():
        keys = [found.keys[key] for key in form.cleaned_data["people"]]
        try:
            named = holds.name(hold_id=hold.pk, person_ids=keys, by=request.user, at=now)
        except holds.HoldRefused as refused:
            form.add_error("people", str(refused))
        else:
            say(request, named.placed)
            return redirect("courses:team_hold", public_id=hold.public_id)
    shown = {
        "form": form,
        "found": found,
        "refused_head": REFUSED_HEAD,
        "breadcrumbs": [TEAM, {"label": "Kept places"}],
    }
    return hold_page(request, hold, "/team/bookings", now, shown)


def hold_page(request: HttpRequest, hold: PlaceHold, prefix: str, now: datetime, shown: dict[str, Any]) -> HttpResponse:
    """A hold with those named for it; managers and partners share it."""
    rows = PlaceHold.objects.visible_to(request.user).filter(pk=hold.pk)
    named = Booking.objects.visible_to(request.user).filter(hold=hold, state__in=present.COMING)
    named = named.select_related("person", "session").order_by("person__sort_name", "pk")
    context = {
        "page_title": f"Kept places: {hold.session.course.title}",
        "view": present.hold_views(rows, local_day(now))[0],
        "session": hold.session,
        "over": now >= hold.session.starts_at,
        "booked_head": present.BOOKED_HEAD,
        "booked": present.booked_rows(named, prefix, now),
        **shown,
    }
    return render(request, "courses/places/hold.html", context)


@login_required
@require_POST
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give back what nobody is named for."""
    now = timezone.now()
    hold = hold_or_404(PlaceHold.objects.visible_to(request.user, local_day(now)), public_id)
    back = holds.release(hold_id=hold.pk, by=request.user, at=now)
    noun = "place has" if back == 1 else "places have"
    messages.success(request, f"{back} {noun} gone back to everybody." if back else "There was nothing to give back.")
    return redirect("courses:partner" if hold.organisation_id else "courses:team_places")


@login_required
@require_http_methods(METHODS)
def instead(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send somebody else of the team."""
    now = timezone.now()
    team = _team(request, now)
    mine = Booking.objects.visible_to(request.user, local_day(now)).filter(person__in=team.values("pk"))
    booking = mine.filter(public_id=public_id).select_related("person", "session__course").first()
    if booking is None:
        raise Http404("There is no such booking among your team's.")
    keys = {str(person.public_id): person for person in team if person.pk != booking.person_id}
    return send(
        request,
        InsteadForm(posted(request), choices=[(key, person.full_name) for key, person in keys.items()]),
        lambda data: holds.substitute(
            booking_id=booking.pk, person_id=keys[data["person"]].pk, by=request.user, at=now
        ),
        refusals=(holds.SubstitutionRefused, bookings.BookingRefused),
        done="The place has moved. Both have been written to.",
        to=f"/team/book/{booking.session.public_id}/",
        title=f"Who comes instead of {booking.person.full_name}?",
        lead=f"{booking.session.course.title}, {wording.dates(booking.session.starts_at, booking.session.ends_at)}. "
        "You can do this until the session starts. Nothing counts as late.",
        button="Move the place",
        breadcrumbs=[TEAM, {"label": "Send somebody else"}],
    )


def hold_or_404(rows: Any, public_id: UUID) -> PlaceHold:
    """One of these holds."""
    found = rows.filter(public_id=public_id).select_related("session__course", "manager", "organisation")
    hold: PlaceHold | None = found.prefetch_related("session__dates").first()
    if hold is None:
        raise Http404("No such places are kept for you. They may have been for somebody else.")
    return hold


def hold_team(user: Any, hold: PlaceHold, now: datetime) -> list[Person]:
    """Whom a hold can be given to by name on its page: a manager's own people."""
    if hold.manager is None or hold.released_at is not None or now >= hold.session.starts_at:
        return []
    return list(Person.objects.visible_to(user).reporting_to(hold.manager, local_day(now)).order_by("sort_name", "pk"))


def _team(request: HttpRequest, now: datetime) -> Any:
    _demand_team(request, now)
    return present.team_of(request.user, local_day(now))


def _demand_team(request: HttpRequest, now: datetime) -> None:
    if not present.team_of(request.user, local_day(now)).exists():
        raise PermissionDenied("Managers book for their own people.")


def _holds(request: HttpRequest, now: datetime) -> Any:
    return PlaceHold.objects.visible_to(request.user, local_day(now)).filter(organisation__isnull=True)


def _coming(user: Any, session: Session, team: list[Person]) -> Any:
    """Those of the team who come already."""
    rows = Booking.objects.visible_to(user).filter(session=session, person__in=team, state__in=present.COMING)
    return rows.select_related("person", "session").order_by("person__sort_name", "pk")
