"""The main menu by role. Addresses are the site's stable contract (DESIGN 5)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from workforce import permissions

SIGNED_OUT = (
    ("Courses", "/courses/"),
    ("Learning approach", "/learning-approach/"),
    ("Sign in", "/accounts/login/"),
)
SIGNED_IN = (
    ("Desk", "/desk/"),
    ("Courses", "/courses/"),
    ("My learning", "/my/allowance/"),
)
MY_LEARNING = (
    ("Allowance", "/my/allowance/"),
    ("Bookings", "/my/bookings/"),
    ("CPD record", "/my/cpd/"),
)
FOOTER = (
    ("Privacy notice", "/privacy/"),
    ("Accessibility", "/accessibility/"),
    ("Cookies", "/privacy/#cookies"),
    ("Contact the Academy", "/contact/"),
)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """``current`` is this very page; ``active`` is a page below it."""

    label: str
    url: str
    current: bool = False
    active: bool = False


def items_for(request: HttpRequest) -> list[NavigationItem]:
    """The menu of whoever asks."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return [_item(request, *pair) for pair in SIGNED_OUT]
    pairs = [*SIGNED_IN]
    today = timezone.localdate()
    if permissions.has_team(user, today):
        pairs.append(("Team", "/team/"))
    if permissions.coordinates(user, today):
        pairs.append(("Coordinate", "/cms/"))
    return [_item(request, *pair) for pair in pairs]


def section_for(request: HttpRequest) -> list[NavigationItem]:
    """The pages beside this one, where a menu item stands for several."""
    if not any(request.path.startswith(url) for _, url in MY_LEARNING):
        return []
    return [
        NavigationItem(label, url, current=request.path == url, active=request.path.startswith(url))
        for label, url in MY_LEARNING
    ]


def account_for(request: HttpRequest) -> dict[str, Any] | None:
    """The signed-in person's name and where to manage the account."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return None
    return {
        "name": user.get_full_name() or user.get_username(),
        "url": "/my/data/",
        "sign_out_url": "/accounts/logout/",
    }


def footer_links() -> list[NavigationItem]:
    """The same on every page."""
    return [NavigationItem(label, url) for label, url in FOOTER]


def _item(request: HttpRequest, label: str, url: str) -> NavigationItem:
    path = request.path
    section = "/my/" if url.startswith("/my/") else url
    return NavigationItem(label, url, current=path == url, active=path.startswith(section))
