"""What a record says of children: ready for the case system in one press, and one child thought about in full."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from supervision.actions import records
from supervision.actions.records import case_texts
from supervision.models import Record
from supervision.permissions.opened import sections_opened
from supervision.permissions.recording import is_one_of_two
from supervision.presenters import cases as presenter
from supervision.rules.access import Way
from supervision.section_classes import CASE
from supervision.views.records.finding import record_of, record_to_write


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def case_text(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Each child's text to copy or print. The press is noted, and starts the text's clock here."""
    record = _with_cases(request, public_id)
    if request.method == "POST":
        try:
            case_texts.make_ready(record_id=record.pk, by=request.user, at=timezone.now())
        except records.RecordRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("supervision:read_record", public_id=public_id)
        return redirect("supervision:case_text", public_id=public_id)
    last = record.case_copies.filter(by=request.user.pk).last()
    texts = presenter.ready_texts(record)
    if last is None or not texts:
        return redirect("supervision:read_record", public_id=public_id)
    gone_from = presenter.gone_from(timezone.localdate(last.at), timezone.localdate())
    return render(request, "supervision/case_text.html", {"record": record, "texts": texts, "gone_from": gone_from})


@login_required
@require_POST
def open_full(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """From a line of the case table to a whole case reflection, begun with what the line says."""
    record = record_to_write(request, public_id)
    number = request.POST.get("line", "")
    try:
        full = case_texts.open_full(
            record_id=record.pk, number=int(number[:4]) if number.isdecimal() else 0, by=request.user, at=timezone.now()
        )
    except records.RecordRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:read_record", public_id=public_id)
    return redirect("supervision:write", public_id=full.public_id)


def _with_cases(request: HttpRequest, public_id: UUID) -> Record:
    """A shared record of one's own whose case part is open to one. Raises Http404."""
    record = record_of(request, public_id)
    opened = sections_opened(request.user, record, Way.PAGE, timezone.now())
    if CASE not in opened or not is_one_of_two(request.user, record.meeting, timezone.localdate()):
        raise Http404("There is no such record.")
    return record
