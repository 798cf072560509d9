"""`/my/feedback/`: what people said of the sessions one leads, from five answers up (DOMAIN 9, trainer)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Session
from courses.presenters.led_sessions import own_feedback


@login_required
@require_safe
def my_feedback(request: HttpRequest) -> HttpResponse:
    """Figures and comments of one's own sessions; for anybody who leads none there is no such page."""
    led = set(Session.objects.visible_to(request.user).led_by(request.user).values_list("pk", flat=True))
    if not led:
        raise Http404("There is no feedback here: you have led no sessions.")
    return render(request, "courses/my_feedback.html", {"said": own_feedback(led, timezone.now())})
