"""What every page of the site shows around its content: the guiding question, menus, account.

The contract of the templates (docs/design-system.md): ``navigation`` and ``footer_links`` are lists
of {"label", "url", "current", "active"}; ``account`` is {"name", "url", "sign_out_url"} or None.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from academy import navigation
from cms.presenters import site_face as editors

SERVICE_NAME = "Rotherham Learning Academy"
WARN_SECONDS = 300


def site_face(request: HttpRequest) -> dict[str, Any]:
    """Lazy throughout, so that a page which shows no masthead pays for no menu."""
    face: Any = SimpleLazyObject(editors.site_face)
    return {
        "service_name": SERVICE_NAME,
        "guiding_question": SimpleLazyObject(lambda: face.guiding_question),
        "site_contact": SimpleLazyObject(lambda: face.contact),
        "navigation": SimpleLazyObject(lambda: navigation.items_for(request, face)),
        "section_navigation": SimpleLazyObject(lambda: navigation.section_for(request)),
        "account": SimpleLazyObject(lambda: navigation.account_for(request)),
        "footer_links": SimpleLazyObject(lambda: navigation.footer_links(face)),
        "session_timeout": SimpleLazyObject(lambda: _session_timeout(request)),
    }


def _session_timeout(request: HttpRequest) -> dict[str, Any] | None:
    """What the dialog needs that warns before signing out; None for those who are not signed in."""
    if not _signed_in(request):
        return None
    return {
        "seconds": settings.SESSION_COOKIE_AGE,
        "warn_seconds": min(WARN_SECONDS, settings.SESSION_COOKIE_AGE // 2),
        "ping_url": "/accounts/session/",
    }


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)
