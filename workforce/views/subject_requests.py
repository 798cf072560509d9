"""For records managers and HR: formal requests for what is held, row by row where others are named; complaints."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import changelog
from workforce import records_permissions as may
from workforce import scheduled
from workforce.actions import reads
from workforce.actions import subject_access as acts
from workforce.models import DataComplaint, SubjectRequest
from workforce.presenters import subject_access as lists
from workforce.presenters.words import head
from workforce.record_forms import NoteForm, OpenRequestForm, ReviewForm, WordsForm
from workforce.views.forms import posted, send

View = Callable[..., HttpResponse]
FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 25
TRAIL = [{"label": "Requests", "url": "/records/requests/"}]
REFUSED = (acts.RequestRefused, acts.ComplaintRefused, may.NotForYou)
CLOCK: dict[str, tuple[Callable[..., Any], str, str, str, str]] = {
    "extend": (acts.extend, "reason", "Take longer", "Two months more, once. The person is told why.", "Made longer."),
    "pause": (acts.pause, "question", "Ask what they mean", "The clock stops until they answer.", "Clock stopped."),
    "resume": (acts.resume, "answer", "They have answered", "The clock goes on.", "The clock goes on."),
    "close": (acts.close, "reason", "Close it without a file", "It was taken back, or is refused.", "Closed."),
}
"""What changes the clock: action, the name of its words, title, lead, and what is said afterwards."""


def handlers_only(view: View) -> View:
    """403 for everybody but records managers and HR of the whole academy."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        if not may.answers_requests(request.user, timezone.localdate()):
            raise PermissionDenied
        return view(request, **named)

    return guarded


def _one(request: HttpRequest, public_id: UUID) -> SubjectRequest:
    day = timezone.localdate()
    found = SubjectRequest.objects.visible_to(request.user, day).handled_by(request.user, day)
    return get_object_or_404(found.select_related("person"), public_id=public_id)


@require_safe
@handlers_only
def requests_page(request: HttpRequest) -> HttpResponse:
    """Every formal request but one's own, what is due first."""
    day = timezone.localdate()
    found = SubjectRequest.objects.visible_to(request.user, day).handled_by(request.user, day).select_related("person")
    page = Paginator(found.order_by("due_on", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Requests for what is held",
        "page": page,
        "head": head("Who asks", "Came on", "Answer by", "State"),
        "rows": lists.requests(page.object_list, day),
        "breadcrumbs": [{"label": "Requests"}],
    }
    return render(request, "workforce/records/requests.html", context)


@require_http_methods(FORM_METHODS)
@handlers_only
def open_request(request: HttpRequest) -> HttpResponse:
    """Enter a request."""
    return send(
        request,
        OpenRequestForm(posted(request)),
        lambda data: acts.open_formal(**data, by=request.user, at=timezone.now()),
        refusals=REFUSED,
        done="The clock is running: one month from the day it came.",
        to="subject_requests",
        title="Enter a request",
        lead="Somebody has asked to see what the Academy holds about them.",
        button="Enter",
        breadcrumbs=[*TRAIL, {"label": "Enter one"}],
    )


@require_safe
@handlers_only
def subject_request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One request: its clock, its steps, and rows to look at. Reading the rows is logged."""
    found, now = _one(request, public_id), timezone.now()
    if found.is_open:
        changelog.record(by=request.user, at=now, verb="read rows that may speak of others", subject=found)
        reads.note(person=found.person, page="What is held", capacity="Answers their request", by=request.user, at=now)
    context = {
        "page_title": "Request for what is held",
        "found": found,
        "colour": lists.COLOURS[found.state],
        "rows": lists.to_review(found, now) if found.is_open else [],
        "step_head": head("When", "What", "Who", "Note"),
        "steps": lists.steps(found),
        "breadcrumbs": [*TRAIL, {"label": found.person.full_name}],
    }
    return render(request, "workforce/records/request.html", context)


@require_http_methods(FORM_METHODS)
@handlers_only
def change_clock(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Longer, stopped, going on, closed."""
    found = _one(request, public_id)
    act, name, title, lead, done = CLOCK[verb]
    return send(
        request,
        NoteForm(posted(request)),
        lambda data: act(request=found, **{name: data["note"]}, by=request.user, at=timezone.now()),
        refusals=REFUSED,
        done=done,
        to=found_url(found),
        title=title,
        lead=lead,
        button=title,
        breadcrumbs=[*TRAIL, {"label": found.person.full_name, "url": found_url(found)}, {"label": title}],
    )


@require_http_methods(FORM_METHODS)
@handlers_only
def review_row(request: HttpRequest, public_id: UUID, section: str, key: str) -> HttpResponse:
    """One row that may speak of somebody else."""
    found, now = _one(request, public_id), timezone.now()
    rows = lists.to_review(found, now)
    row = next((each for each in rows if (each["section"].code, each["key"]) == (section, key)), None)
    if row is None:
        raise Http404
    return send(
        request,
        ReviewForm(posted(request)),
        lambda data: acts.review(
            request=found,
            section=section,
            row_key=key,
            redacted=data["decision"] == "redact",
            reason=data["reason"],
            by=request.user,
            at=now,
        ),
        refusals=REFUSED,
        done="Noted.",
        to=found_url(found),
        title=f"Look at a row of “{row['section'].title}”",
        quote="\n".join(f"{name}: {value}" for name, value in row["pairs"]),
        button="Decide",
        breadcrumbs=[*TRAIL, {"label": found.person.full_name, "url": found_url(found)}, {"label": "A row"}],
    )


@require_POST
@handlers_only
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the file be made."""
    found = _one(request, public_id)
    try:
        acts.release(request=found, by=request.user, at=timezone.now())
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    else:
        scheduled.make_export.delay(found.pk)
        messages.success(request, "Released. The person finds the file under “My data” in a minute.")
    return redirect("subject_request", public_id)


@require_safe
@handlers_only
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints about personal data, those to be acknowledged first."""
    day = timezone.localdate()
    found = DataComplaint.objects.visible_to(request.user, day).handled_by(request.user, day)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": "Complaints about personal data",
        "page": page,
        "rows": lists.complaints(page.object_list, day),
        "breadcrumbs": [*TRAIL, {"label": "Complaints"}],
    }
    return render(request, "workforce/records/complaints.html", context)


@require_POST
@handlers_only
def acknowledge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It has come."""
    acts.acknowledge(complaint=_complaint(request, public_id), by=request.user, at=timezone.now())
    messages.success(request, "Acknowledged.")
    return redirect("data_complaints")


@require_http_methods(FORM_METHODS)
@handlers_only
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer one."""
    complaint = _complaint(request, public_id)
    return send(
        request,
        WordsForm(posted(request)),
        lambda data: acts.answer_complaint(
            complaint=complaint, answer=data["words"], by=request.user, at=timezone.now()
        ),
        refusals=REFUSED,
        done="The person reads the answer under “My data”.",
        to="data_complaints",
        title="Answer a complaint",
        quote=complaint.words,
        button="Send",
        breadcrumbs=[*TRAIL, {"label": "Complaints", "url": "/records/complaints/"}, {"label": "Answer"}],
    )


def _complaint(request: HttpRequest, public_id: UUID) -> DataComplaint:
    day = timezone.localdate()
    found = DataComplaint.objects.visible_to(request.user, day).handled_by(request.user, day)
    return get_object_or_404(found, public_id=public_id)


def found_url(found: SubjectRequest) -> str:
    """The page of one request."""
    return f"/records/requests/{found.public_id}/"
