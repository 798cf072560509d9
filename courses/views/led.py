"""`/my/sessions/`: the sessions a signed-in trainer leads, and "I am ill"."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions.sessions import SessionRefused, needs
from courses.models import SessionTrainer
from courses.presenters.led_sessions import led_sessions, trainer_of, trainer_page

TOLD = "Thank you for telling us. The coordinators know now and decide what happens. Get well soon."
NOT_YOURS = "You do not lead this session. The sessions you lead are listed under My sessions."


@login_required
@require_safe
def my_sessions(request: HttpRequest) -> HttpResponse:
    """The list, the next first."""
    return render(request, "courses/trainers/sessions.html", {"sessions": led_sessions(request.user, timezone.now())})


@login_required
@require_safe
def my_session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them."""
    page = trainer_page(_own(request, public_id), timezone.now())
    context = {"page": page, "register_url": f"/sessions/{public_id}/register/", "ill_url": f"{request.path}ill/"}
    return render(request, "courses/trainers/session.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ill(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then tell the coordinators."""
    trainer = _own(request, public_id)
    back = f"/my/sessions/{public_id}/"
    if request.method != "POST":
        page = trainer_page(trainer, timezone.now())
        return render(request, "courses/trainers/ill.html", {"page": page, "back": back})
    try:
        needs.cannot_lead(trainer_id=trainer.pk, by=request.user, at=timezone.now())
    except SessionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, TOLD)
    return redirect(back)


def _own(request: HttpRequest, public_id: UUID) -> SessionTrainer:
    trainer = trainer_of(request.user, public_id)
    if trainer is None:
        raise Http404(NOT_YOURS)
    return trainer
