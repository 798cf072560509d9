"""Recordings, which the CMS keeps as documents: for those on the course, never for whoever has the address."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.permissions import policy_registry

from courses.blocks.lessons import RECORDED
from courses.permissions import can_play, demand

NOT_ON_THE_COURSE = "This recording is for people who are or were on the course. You can book it in the catalogue."


def guard_recording(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Stops a request for a recording or its captions by anybody it is not meant for; else Wagtail sends it.

    Signed out: to sign in, and back. Raises NotForYou. Wagtail sends a document as a download, and no cache
    keeps what somebody signed in was sent.
    """
    if document.file_extension.lower() not in RECORDED:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    edits = policy_registry.get(document).user_has_permission_for_instance(request.user, "change", document)
    demand(edits or can_play(request.user, document.pk, timezone.localdate()), NOT_ON_THE_COURSE)
    return None
