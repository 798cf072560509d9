"""Settling agreed actions without leaving the record: done, carried, or not done with a reason."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from supervision.actions.records import settling
from supervision.permissions.recording import is_one_of_two
from supervision.settle_forms import PRESSED, SettleForm
from supervision.views.meeting import page as meeting_page
from supervision.views.records.finding import meeting_of, record_of
from supervision.views.records.reading import page as record_page
from workforce.actions.agreed_actions import ActionRefused, NotYoursToSettle
from workforce.models import AgreedAction

DONE = {
    settling.How.DONE: "Done. Thank you.",
    settling.How.CARRY: "Carried on to its new day.",
    settling.How.WHY_NOT: "Noted why not. Both of you can read it.",
}


@login_required
@require_POST
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of the open actions of the two of a meeting; back to where it was pressed."""
    meeting = meeting_of(request, public_id)
    if not is_one_of_two(request.user, meeting, timezone.localdate()):
        raise Http404("There is no such meeting.")
    refused = settle_pressed(request)
    if request.POST.get("back") == "record" and hasattr(meeting, "record"):
        key = meeting.record.public_id
        if refused:
            return record_page(request, record_of(request, key), refused=refused)
        return redirect("supervision:read_record", public_id=key)
    return meeting_page(request, meeting, refused) if refused else redirect("supervision:meeting", public_id=public_id)


def settle_pressed(request: HttpRequest, of: str = "") -> SettleForm | None:
    """What one of the buttons asks for, and a message that says how it went; what was typed, where it is refused.

    `of` is the id of the form its boxes are sent with. Raises Http404.
    """
    key, _, how = request.POST.get(PRESSED, "").partition(":")
    if how not in DONE:
        raise Http404("There is no such answer.")
    action = _mine(request, key)
    form = SettleForm(request.POST, key=action.public_id, of=of)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return form
    given = form.cleaned_data
    try:
        settling.settle(
            action=action, how=how, words=given["words"], due_on=given["due_on"], by=request.user, at=timezone.now()
        )
    except (ActionRefused, NotYoursToSettle) as refusal:
        messages.error(request, str(refusal))
        return form
    messages.success(request, DONE[settling.How(how)])
    return None


def _mine(request: HttpRequest, key: str) -> AgreedAction:
    try:
        wanted = UUID(key)
    except ValueError:
        raise Http404("There is no such action.") from None
    rows = AgreedAction.objects.visible_to(request.user, timezone.localdate())
    found: AgreedAction | None = rows.filter(public_id=wanted, source__startswith="supervision:").first()
    if found is None:
        raise Http404("There is no such action.")
    return found
