"""`/sessions/<id>/places/` and `/coordinate/…`: a coordinator keeps places, answers requests, sees charges."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions import charges, holds
from courses.forms.places import AnswerRequestForm, KeepForOthersForm, PeriodForm, WaiveForm
from courses.models import Charge, PlaceHold, PlaceRequest
from courses.presenters import charges as money
from courses.presenters import kept_for, wording
from courses.presenters import places as present
from courses.rules.conditions.loading import local_day
from courses.views.taking import session_or_404
from foundation import changelog, spreadsheets
from workforce.permissions import coordinates
from workforce.views.forms import posted, send

METHODS = ["GET", "HEAD", "POST"]
CHARGES = {"label": "Charges", "url": "/coordinate/charges/"}
CHARGES_LISTED = 200
ASKED = ("session__course", "organisation")
View = Callable[..., HttpResponseBase]


def coordinators_only(view: View) -> View:
    """403 for everybody who coordinates nothing."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not coordinates(request.user, timezone.localdate()):
            raise PermissionDenied("Learning coordinators look after places and charges.")
        return view(request, **named)

    return guarded


@require_http_methods(METHODS)
@coordinators_only
def session_places(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is kept on a session, and keeping more."""
    now = timezone.now()
    day = local_day(now)
    session = session_or_404(request.user, public_id)
    kept = PlaceHold.objects.visible_to(request.user, day).filter(session=session).order_by("created_at", "pk")
    return send(
        request,
        KeepForOthersForm(posted(request), whom=kept_for.choices(request.user, day)),
        lambda data: holds.keep(
            session_id=session.pk, whom=kept_for.chosen(data.pop("whom")), **data, by=request.user, at=now
        ),
        refusals=(holds.HoldRefused,),
        done="The places are kept.",
        to=f"/sessions/{session.public_id}/places/",
        title="Keep places",
        breadcrumbs=[
            {"label": session.course.title, "url": reverse("sessions:edit", args=[session.pk])},
            {"label": "Keep places"},
        ],
        lead=f"{session.course.title}, {wording.dates(session.starts_at, session.ends_at)}. "
        f"{session.capacity} places, {session.places_taken} taken or kept.",
        button="Keep these places",
        table_caption="Places kept so far",
        table_head=kept_for.KEPT_HEAD,
        table_rows=kept_for.kept_rows(present.hold_views(kept, day)),
    )


@require_safe
@coordinators_only
def requests(request: HttpRequest) -> HttpResponse:
    """What organisations ask for."""
    day = timezone.localdate()
    rows = PlaceRequest.objects.visible_to(request.user, day).pending().select_related(*ASKED)
    context = {
        "page_title": "Requests for places",
        "head": kept_for.REQUEST_HEAD,
        "rows": kept_for.request_rows(rows),
    }
    return render(request, "courses/places/requests.html", context)


@require_http_methods(METHODS)
@coordinators_only
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep the places, or say why not."""
    now = timezone.now()
    mine = PlaceRequest.objects.visible_to(request.user, local_day(now)).select_related(*ASKED)
    asked = get_object_or_404(mine, public_id=public_id)
    session = asked.session
    return send(
        request,
        AnswerRequestForm(posted(request), initial={"places": asked.places, "until": local_day(session.starts_at)}),
        lambda data: holds.answer(
            request_id=asked.pk,
            **(data | {"places": data["places"] or 0}),
            by=request.user,
            at=now,
        ),
        refusals=(holds.RequestRefused, holds.HoldRefused),
        done="Your answer is on its way.",
        to="courses:place_requests",
        title=f"{asked.organisation.name} asks for places",
        lead=f"{asked.places} on {session.course.title}, {wording.dates(session.starts_at, session.ends_at)}. "
        f"{max(session.capacity - session.places_taken, 0)} are free.",
        quote=asked.note,
        button="Send the answer",
        breadcrumbs=[{"label": "Requests for places", "url": "/coordinate/place-requests/"}, {"label": "Answer"}],
    )


@require_safe
@coordinators_only
def charges_page(request: HttpRequest) -> HttpResponse:
    """Charges of a period, their sum, and the file for finance."""
    form, found = _period(request)
    rows = found.select_related("organisation", "booking__session__course", "booking__person", "reversed_by")
    context = {
        "page_title": "Charges to partners",
        "form": form,
        "total": money.pounds(found.sum_pence()),
        "head": money.HEAD,
        "rows": money.rows(rows.order_by("-at", "-pk")[:CHARGES_LISTED]),
        "query": request.GET.urlencode(),
    }
    return render(request, "courses/places/charges.html", context)


@require_safe
@coordinators_only
def charges_csv(request: HttpRequest) -> HttpResponseBase:
    """The file for finance, streamed; taking it is logged."""
    form, found = _period(request)
    if form.is_bound and not form.is_valid():
        return render(request, "courses/places/charges.html", {"form": form, "page_title": "Charges"}, status=400)
    now = timezone.now()
    user: Any = request.user
    changelog.record(by=user, at=now, verb="exported charges", subject=user)
    rows = found.select_related("organisation", "booking__session__course", "booking__person", "booking__hold")
    stream: Iterator[bytes] = spreadsheets.write_csv(money.FILE_HEADINGS, money.file_rows(rows.order_by("at", "pk")))
    response = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="charges-{local_day(now).isoformat()}.csv"'
    return response


@require_http_methods(METHODS)
@coordinators_only
def waive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let an organisation off one charge."""
    now = timezone.now()
    mine = Charge.objects.visible_to(request.user, local_day(now))
    charge = get_object_or_404(mine.select_related("organisation", "booking__session__course"), public_id=public_id)
    return send(
        request,
        WaiveForm(posted(request)),
        lambda data: charges.waive(charge_id=charge.pk, reason=data["reason"], by=request.user, at=now),
        refusals=(charges.WaiverRefused,),
        done="The charge is waived. The row stays, with one that takes it back.",
        to="courses:charges",
        title="Waive a charge",
        lead=f"{money.pounds(charge.pence)} to {charge.organisation.name} for {charge.booking.session.course.title}.",
        button="Waive this charge",
        breadcrumbs=[CHARGES, {"label": "Waive a charge"}],
    )


def _period(request: HttpRequest) -> tuple[PeriodForm, Any]:
    """The filter, and the charges it leaves; a filter that cannot be read leaves all of them."""
    form = PeriodForm(request.GET or None)
    first: date | None = None
    last: date | None = None
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    return form, Charge.objects.visible_to(request.user, timezone.localdate()).between(first, last)
