"""Writing: begun with one press, saved while it is typed, shared with the other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from foundation.drafting import answering
from foundation.drafting.saving import DraftTooLong, Saved
from foundation.language_helper.book import remarks_on_form
from foundation.models import WordsInHand
from foundation.versioned_forms.asking import AnswerForm
from supervision.actions import records
from supervision.actions.records.drafting import in_hand, open_draft
from supervision.models import Record
from supervision.permissions import standings
from supervision.presenters import records as presenter
from supervision.presenters.agenda import agenda_of
from supervision.presenters.asked_once import AskedOnce, asked_once, likely_identities
from supervision.presenters.readers import names_for, sentences
from supervision.presenters.scale_history import histories
from supervision.record_forms import SharedWithForm, record_form
from supervision.rules.parts import SUPERVISEE, SUPERVISOR, asks_with_whom, class_of, schema_of, shared_with_of
from supervision.section_classes import WELLBEING
from supervision.settle_forms import PRESSED, SettleForm
from supervision.views.records.finding import meeting_of, part_open, record_of, record_to_write
from supervision.views.records.settling import settle_pressed

SAVE, SHARE = "save", "share"
FORM_ID = "record-form"


@login_required
@require_POST
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """From a meeting to its record."""
    meeting = meeting_of(request, public_id)
    try:
        record = records.begin(meeting_id=meeting.pk, by=request.user, at=timezone.now())
    except records.NotYours as refusal:
        raise Http404("There is no such meeting.") from refusal
    except records.RecordRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:meeting", public_id=meeting.public_id)
    return redirect("supervision:write", public_id=record.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form, with everything in hand; on POST it is saved first, then shared when that was asked."""
    record = record_of(request, public_id)
    part = part_open(request.user, record)
    if not part:
        return redirect("supervision:read_record", public_id=public_id)
    if request.method != "POST":
        return _page(request, record, part)
    try:
        saved = answering.posted(request, open_draft(record=record, part=part))
    except DraftTooLong as refusal:
        messages.error(request, str(refusal))
        return _page(request, record, part, data=request.POST)
    refused = settle_pressed(request, of=FORM_ID) if PRESSED in request.POST else None
    if saved.conflicts or request.POST.get("do") != SHARE:
        typed = request.POST if saved.conflicts else None
        return _page(request, record, part, saved=saved, data=typed, refused=refused)
    return _hand_in(request, record, part, saved)


@login_required
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the page's module saves while somebody types."""
    return answering.answer(request, lambda asked: _found_draft(asked, public_id))


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Back to writing."""
    record = record_to_write(request, public_id)
    try:
        records.take_back(record_id=record.pk, by=request.user, at=timezone.now())
    except records.RecordRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:read_record", public_id=public_id)
    return redirect("supervision:write", public_id=public_id)


def _hand_in(request: HttpRequest, record: Record, part: str, saved: Saved) -> HttpResponse:
    """Share, or hand in one's own sections; what cannot be taken comes back with everything typed."""
    form = record_form(record, part, request.POST, {})
    whom = SharedWithForm(request.POST) if _asks_whom(record, part) else None
    fine = form.is_valid() and (whom is None or whom.is_valid())
    if not fine:
        return _page(request, record, part, saved=saved, form=form, whom=whom)
    asked = asked_once(form, record, part, request.user, timezone.localdate())
    if asked and not request.POST.get("keep"):
        return _page(request, record, part, saved=saved, form=form, whom=whom, asked=asked)
    try:
        _send(request, record, part, form, whom)
    except records.RecordRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("supervision:read_record", public_id=record.public_id)


def _send(request: HttpRequest, record: Record, part: str, form: AnswerForm, whom: SharedWithForm | None) -> None:
    at = timezone.now()
    if part == SUPERVISOR:
        records.share(record_id=record.pk, answers=form.answers, by=request.user, at=at)
        messages.success(request, "Shared. Read it through once more, then sign.")
    else:
        own = schema_of(record.version.schema, SUPERVISEE)
        whom_to = whom.chosen() if whom else shared_with_of(own, form.answers)
        records.fill_own(record_id=record.pk, answers=form.answers, shared_with=whom_to, by=request.user, at=at)
        messages.success(request, "Saved with the record.")


def _page(
    request: HttpRequest,
    record: Record,
    part: str,
    *,
    saved: Saved | None = None,
    data: Any = None,
    form: AnswerForm | None = None,
    whom: SharedWithForm | None = None,
    asked: AskedOnce | None = None,
    refused: SettleForm | None = None,
) -> HttpResponse:
    day = timezone.localdate()
    held = in_hand(record=record, part=part)
    shown = form or record_form(record, part, data, held.boxes)
    readers = sentences(names_for(record.meeting, day))
    context = {
        "record": record,
        "header": presenter.listed(presenter.header_rows(record.meeting)),
        "form": shown,
        "sections": presenter.write_sections(
            shown, readers, histories(record, standings(request.user, record.meeting, timezone.now()), day)
        ),
        "whom": whom or (_whom(record) if _asks_whom(record, part) else None),
        "draft": answering.face(reverse("supervision:draft", args=[record.public_id]), held, saved),
        "conflicts": _conflicts(shown, saved),
        "asked": asked or (AskedOnce(likely_identities(shown, record.meeting)) if saved else None),
        "keep": asked,
        "remarks": remarks_on_form(shown, day) if saved else (),
        "agenda": agenda_of(record.meeting, request.user, day, of=FORM_ID, refused=refused),
        "form_id": FORM_ID,
        "is_supervisor": part == SUPERVISOR,
    }
    return render(request, "supervision/write.html", context)


def _asks_whom(record: Record, part: str) -> bool:
    """Whether the page has to ask with whom wellbeing answers are shared, because the form does not."""
    own = schema_of(record.version.schema, SUPERVISEE)
    has_wellbeing = any(class_of(section) == WELLBEING for section in own.sections)
    return part == SUPERVISEE and has_wellbeing and not asks_with_whom(own)


def _whom(record: Record) -> SharedWithForm:
    return SharedWithForm(initial={"shared_with": record.shared_with or "nobody"})


def _conflicts(form: AnswerForm, saved: Saved | None) -> list[tuple[str, str, Any]]:
    """Where somebody else changed a box meanwhile: what was asked, one's own words, theirs."""
    found = []
    for name, theirs in (saved.conflicts if saved else {}).items():
        field = form.fields.get(name)
        found.append((str(field.label) if field else name, form.data.get(name, ""), theirs))
    return found


def _found_draft(request: HttpRequest, public_id: UUID) -> WordsInHand | None:
    rows = Record.objects.visible_to(request.user, timezone.localdate()).with_meeting()
    record = rows.filter(public_id=public_id).first()
    part = part_open(request.user, record) if record else ""
    if record is None or not part:
        return None
    opener = open_draft if request.method == "POST" else in_hand
    return opener(record=record, part=part)
