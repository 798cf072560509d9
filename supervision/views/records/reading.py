"""Reading a record: what of it is open to whoever asks, noted first where they are not one of the two."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supervision.actions.records import looking
from supervision.models import Record, RecordRead
from supervision.pdf.record import RecordPaper, record_pdf
from supervision.permissions.opened import Reading, reading_of
from supervision.permissions.opening import may_sample
from supervision.permissions.recording import is_one_of_two, leads
from supervision.presenters import openings as opened_to
from supervision.presenters import records as presenter
from supervision.presenters.agreed import agreed_lines
from supervision.presenters.cases import case_part, part_of
from supervision.presenters.readers import names_for, sentences
from supervision.presenters.scale_history import answers_of, histories
from supervision.record_forms import LaterWordForm
from supervision.rules.access import Way
from supervision.section_classes import CASE
from supervision.settle_forms import SettleForm
from supervision.views.records.finding import part_open, record_of
from workforce.models import AgreedAction


@login_required
@require_safe
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page: sections, what was said later, signatures; what there is to do next.

    The supervisor's manager is asked why first (DOMAIN 9).
    """
    found = record_of(request, public_id)
    reading = reading_of(request.user, found, timezone.now())
    if not reading.by(Way.PAGE) and _may_sample(request, found):
        return redirect("supervision:sample", public_id=public_id)
    return page(request, found, reading=reading)


def page(
    request: HttpRequest,
    found: Record,
    form: LaterWordForm | None = None,
    reading: Reading | None = None,
    refused: SettleForm | None = None,
) -> HttpResponse:
    """The same, with a note or the small form of an action that came back."""
    reading = reading or reading_of(request.user, found, timezone.now())
    opened = _opened(request, found, Way.PAGE, reading)
    context = _read(found, opened, reading) | _doing(request, found, opened, refused)
    if context["two"] and found.state != Record.State.DRAFT:
        context["say"] = form or LaterWordForm(classes=opened)
    context["pdf"] = bool(reading.by(Way.PDF))
    return render(request, "supervision/record.html", context, status=422 if refused else 200)


def _read(found: Record, opened: list[str], reading: Reading) -> dict[str, Any]:
    """What it says, as far as it is open to the reader."""
    day = timezone.localdate()
    readers = sentences(names_for(found.meeting, day))
    rows = found.sections.all()
    before = histories(found, reading.standings, day, answers_of(rows, opened))
    words = found.later_words.filter(visibility__in=list(opened)).select_related("by")
    return {
        "record": found,
        "header": presenter.listed(presenter.header_rows(found.meeting)),
        "state": presenter.state_sentence(found),
        "sections": presenter.shown_sections(found, rows, opened, readers, before),
        "words": presenter.shown_words(words),
        "signatures": presenter.listed(presenter.signature_rows(found)),
        "whole": part_of(found),
    }


def _doing(request: HttpRequest, found: Record, opened: list[str], refused: SettleForm | None) -> dict[str, Any]:
    """What there is to do with it, and who else has looked."""
    user, day = request.user, timezone.localdate()
    two = is_one_of_two(user, found.meeting, day)
    actions = AgreedAction.objects.visible_to(user, day).from_source(found.source).with_readers(day)
    reads = RecordRead.objects.visible_to(user, day).filter(meeting=found.meeting).select_related("reader")
    return {
        "two": two,
        "leads": leads(user, found.meeting, day),
        "part": part_open(user, found),
        "may_sign": two and _unsigned(request, found),
        "actions": agreed_lines(actions.select_related("owner"), found.meeting, user, day, refused=refused),
        "cases": case_part(found, user, day) if two and CASE in opened else None,
        "reads": presenter.listed(presenter.read_rows(reads)),
        "openings": opened_to.of_record(found.meeting, user, timezone.now()) if two else [],
        "may_refer": two and found.state != Record.State.DRAFT,
    }


@login_required
@require_safe
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same as a PDF, for those who may take it away; nobody keeps it in between."""
    found = record_of(request, public_id)
    opened = _opened(request, found, Way.PDF, reading_of(request.user, found, timezone.now()))
    readers = sentences(names_for(found.meeting, timezone.localdate()))
    words = found.later_words.filter(visibility__in=list(opened)).select_related("by")
    content = record_pdf(
        RecordPaper(
            header=presenter.header_rows(found.meeting),
            state=presenter.state_sentence(found),
            sections=presenter.shown_sections(found, found.sections.all(), opened, readers),
            words=presenter.shown_words(words),
            signatures=presenter.signature_rows(found),
        )
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="supervision.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _opened(request: HttpRequest, found: Record, way: Way, reading: Reading) -> list[str]:
    """The classes open to the reader, the look noted. Raises Http404 where nothing is."""
    at = timezone.now()
    opened = reading.by(way)
    if not opened and not (found.state == Record.State.DRAFT and part_open(request.user, found)):
        raise Http404("There is no such record.")
    looking.note(record=found, opened=opened, way=way, by=request.user, at=at)
    return list(opened)


def _unsigned(request: HttpRequest, found: Record) -> bool:
    if found.state != Record.State.SHARED:
        return False
    if leads(request.user, found.meeting, timezone.localdate()):
        return found.supervisor_signed_at is None
    return found.supervisor_signed_at is not None and found.supervisee_signed_at is None


def _may_sample(request: HttpRequest, found: Record) -> bool:
    return found.state != Record.State.DRAFT and may_sample(request.user, found.meeting, timezone.now())
