"""The list of messages. Texts are shown to administrators only: a coordinator needs to know that it went."""

from uuid import UUID

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from academy.gates import MESSAGE_READERS, is_administrator, only_for
from academy.messages import presenters
from academy.messages.forms import SearchForm
from academy.messages.readable import readable_by
from foundation import outbox
from foundation.models import OutboxMessage

AT_ONCE, NAMED = 200, 20
"""So many go with one press, and so many are named before it."""
TRAIL = [{"label": "Desk", "url": "/desk/"}, {"label": "Messages", "url": "/messages/"}]


@require_GET
@only_for(MESSAGE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Latest first; those that could not be sent can be picked out."""
    form = SearchForm(request.GET)
    readable = readable_by(request.user, timezone.localdate())
    found = form.chosen(readable).order_by("-queued_at", "-pk")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "search": form,
        "page": page,
        "rows": [presenters.line(message) for message in page.object_list],
        "failed": readable.filter(state=OutboxMessage.State.FAILED).count(),
        "breadcrumbs": [TRAIL[0], {"label": "Messages"}],
    }
    return render(request, "messages/index.html", context)


@require_GET
@only_for(MESSAGE_READERS)
def message(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of one message."""
    found = get_object_or_404(
        readable_by(request.user, timezone.localdate()).select_related("digest"), public_id=public_id
    )
    context = {
        "message": found,
        "facts": presenters.facts(found),
        "show_text": is_administrator(request.user),
        "breadcrumbs": [*TRAIL, {"label": "Message"}],
    }
    return render(request, "messages/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(MESSAGE_READERS)
def resend_failed(request: HttpRequest) -> HttpResponse:
    """Every message that could not be sent, or those the list's filter finds among them: ask once, then send again."""
    readable = readable_by(request.user, timezone.localdate())
    found = (
        SearchForm(request.GET).chosen(readable).filter(state=OutboxMessage.State.FAILED).order_by("queued_at", "pk")
    )
    if request.method == "POST":
        keys = list(found.values_list("pk", flat=True)[:AT_ONCE])
        done = outbox.resend_many(message_ids=keys, by=request.user, at=timezone.now())
        notices.success(request, "1 message is on its way again." if done == 1 else f"{done} are on their way again.")
        return redirect("sent_messages:index")
    total = found.count()
    context = {
        "total": total,
        "at_once": min(total, AT_ONCE),
        "rows": [presenters.line(message) for message in found[:NAMED]],
        "breadcrumbs": [*TRAIL, {"label": "Send again"}],
    }
    return render(request, "messages/resend_failed.html", context)


@require_POST
@only_for(MESSAGE_READERS)
def resend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send it again, as the same mail."""
    found = get_object_or_404(readable_by(request.user, timezone.localdate()), public_id=public_id)
    try:
        outbox.resend(message_id=found.pk, by=request.user, at=timezone.now())
    except outbox.BadMessage as refusal:
        notices.error(request, str(refusal))
    else:
        notices.success(request, "The message is on its way again.")
    return redirect("sent_messages:message", public_id)
