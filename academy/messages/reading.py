"""`/read/<token>/`: a page with the button "I have read this", for people with and without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation import rate_limits, reading


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page does nothing, since scanners open every link; pressing the button does."""
    try:
        message = reading.message_to_read(token)
    except reading.UnknownLink as unknown:
        return rate_limits.guessed(request, "read", unknown)
    if request.method == "POST":
        reading.mark_read(message, timezone.now())
        return redirect(request.path)
    return render(request, "messages/read.html", {"subject": message.subject, "was_read": message.read_at is not None})
