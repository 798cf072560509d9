"""The main menu: what editors put there, then what follows from a role (DESIGN 5 fixes the addresses)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from academy.gates import is_administrator
from cms.presenters.site_face import SiteFace, site_face
from workforce import permissions, records_permissions, roles

PUBLIC = (
    ("Courses", "/courses/"),
    ("Learning approach", "/learning-approach/"),
)
"""Until an editor has made a menu; the footer's likewise."""
SIGN_IN = ("Sign in", "/accounts/login/")
SIGNED_IN = (
    ("Desk", "/desk/"),
    ("Courses", "/courses/"),
    ("My learning", "/my/allowance/"),
)
MY_LEARNING = (
    ("Allowance", "/my/allowance/"),
    ("Bookings", "/my/bookings/"),
    ("CPD record", "/my/cpd/"),
    ("Forms", "/my/forms/"),
    ("Calendar", "/my/calendar/"),
    ("Messages", "/my/messages/"),
    ("Required learning", "/my/requirements/"),
    ("Pathways", "/my/pathways/"),
    ("Supervision", "/my/supervision/"),
)
TEAM = (
    ("People", "/team/"),
    ("Approvals", "/team/approvals/"),
    ("Claims", "/team/claims/"),
    ("Allowances", "/team/allowance/"),
    ("Required learning", "/team/requirements/"),
    ("CPD", "/team/cpd/"),
    ("Pathways", "/team/pathways/"),
    ("Kept places", "/team/places/"),
    ("Newly qualified", "/team/asye/"),
    ("Supervision", "/team/supervision/"),
)
LEADING = (
    ("Sessions you lead", "/my/sessions/"),
    ("What people said", "/my/feedback/"),
)
COORDINATE = (
    ("To arrange", "/sessions/to-arrange/"),
    ("Requests for places", "/coordinate/place-requests/"),
    ("Counted as done", "/coordinate/exemptions/"),
    ("Charges", "/coordinate/charges/"),
    ("Certificates", "/coordinate/certificates/"),
    ("Claims", "/coordinate/claims/"),
    ("Awards", "/coordinate/career/"),
    ("Learning needs", "/coordinate/learning-needs/"),
)
ADMINISTER = (
    ("Imports", "/imports/"),
    ("Policies", "/policies/"),
    ("Messages", "/messages/"),
    ("Records two people open", "/supervision/openings/"),
)
READERS = (roles.HR, roles.AUDITOR, roles.MODERATOR, roles.INSPECTOR)
"""To whom single records of supervision are opened."""
RECORDS = (
    ("Schedule", "/records/"),
    ("Due", "/records/due/"),
    ("Disposals", "/records/disposals/"),
    ("Legal holds", "/records/holds/"),
    ("Requests", "/records/requests/"),
    ("Complaints", "/records/complaints/"),
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


def items_for(request: HttpRequest, face: SiteFace | None = None) -> list[NavigationItem]:
    """The menu of whoever asks; `face` where the page has read it already."""
    face = face or site_face()
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        public = [(link.label, link.url) for link in face.main] or PUBLIC
        return [_item(request, *pair) for pair in (*public, SIGN_IN)]
    pairs = [*SIGNED_IN, *_by_role(user)]
    there = {url for _, url in pairs}
    pairs += [(link.label, link.url) for link in face.signed_in if link.url not in there]
    return [_item(request, *pair) for pair in pairs]


def _by_role(user: Any) -> list[tuple[str, str]]:
    """What the roles of today add."""
    today = timezone.localdate()
    added = (
        ("My sessions", "/my/sessions/", permissions.has_role(user, roles.TRAINER, today)),
        ("Team", "/team/", permissions.has_team(user, today)),
        ("Newly qualified", "/asye/", permissions.has_role(user, roles.ASYE_COORDINATOR, today)),
        ("Our places", "/partner/", permissions.has_role(user, roles.PARTNER_ADMINISTRATOR, today)),
        ("People", "/people/", permissions.keeps_people(user, today)),
        ("Coordinate", "/cms/", permissions.coordinates(user, today)),
        ("Administer", "/imports/", is_administrator(user)),
        ("Opened records", "/supervision/opened/", any(permissions.has_role(user, each, today) for each in READERS)),
        ("Records", "/records/", records_permissions.sees_schedule(user, today)),
    )
    return [(label, url) for label, url, shown in added if shown]


def section_for(request: HttpRequest) -> list[NavigationItem]:
    """The pages beside this one, where a menu item stands for several."""
    for pages in (MY_LEARNING, LEADING, TEAM, COORDINATE, ADMINISTER, RECORDS):
        above = [url for _, url in pages if request.path.startswith(url)]
        if above:
            nearest = max(above, key=len)
            shown = pages if _opens(pages, getattr(request, "user", None)) else ()
            return [NavigationItem(label, url, request.path == url, url == nearest) for label, url in shown]
    return []


def _opens(pages: tuple[tuple[str, str], ...], user: Any) -> bool:
    """Whether the pages beside this one are for the user, who may have come by another way."""
    if pages is MY_LEARNING:
        return True
    if not (user and user.is_authenticated):
        return False
    if pages is ADMINISTER:
        return is_administrator(user)
    today = timezone.localdate()
    if pages is RECORDS:
        return records_permissions.sees_schedule(user, today)
    if pages is LEADING:
        return permissions.has_role(user, roles.TRAINER, today)
    return permissions.has_team(user, today) if pages is TEAM else permissions.coordinates(user, today)


def account_for(request: HttpRequest) -> dict[str, Any] | None:
    """The signed-in person's name and where to manage the account."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return None
    return {
        "name": user.get_full_name() or user.get_username(),
        "url": "/my/data/",
        "security_url": "/accounts/security/",
        "sign_out_url": "/accounts/logout/",
    }


def footer_links(face: SiteFace) -> list[NavigationItem]:
    """The same on every page."""
    links = [(link.label, link.url) for link in face.footer]
    return [NavigationItem(label, url) for label, url in links or FOOTER]


def _item(request: HttpRequest, label: str, url: str) -> NavigationItem:
    path = request.path
    leads = path.startswith(tuple(page for _, page in LEADING))
    if url == LEADING[0][1]:
        active = leads
    elif url.startswith("/my/"):
        active = path.startswith("/my/") and not leads
    else:
        active = path.startswith(url)
    return NavigationItem(label, url, current=path == url, active=active)
