"""Pages of newly qualified workers, of certificates and of a team's allowance, on a phone and on a desk: axe finds
no barrier, nothing scrolls sideways, and time is logged by the keyboard alone."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from cpd_records.actions import certificates, entitlement
from foundation.months import months_later
from foundation.taxonomies import sync_shipped_terms
from tests.browser.journey import Visitor
from tests.factories.asye import coordinator, enrolled, logged, newly_qualified, reviewed, shown
from tests.factories.cpd_records import NOON, record
from tests.factories.workforce import RoleGrantFactory, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def house():
    """A worker five months in, with a review held, one late, time and evidence; and those around them."""
    sync_shipped_terms()
    now, today = timezone.now(), timezone.localdate()
    manager = staff("manager@example.org")
    started = months_later(today, -8)
    worker = newly_qualified("nina@example.org", starts_on=started, manager=manager)
    learning = staff("learning@example.org")
    RoleGrantFactory(user=learning.user)
    row = enrolled(worker, by=coordinator(), assessor=staff("assessor@example.org"), at=now)
    reviewed(row, on=today, note="We agreed what comes next.", at=now)
    for days, kind in ((9, "portfolio"), (30, "shadowing")):
        logged(row, 222, on=started + datetime.timedelta(days=days), kind=kind, at=now)
    shown(row, title="A first visit", words="What I weighed.", on=today - datetime.timedelta(days=20))
    made = certificates.issue(record=record(worker), by=None, at=NOON)
    entitlement.reconcile(by=None, at=now)
    newly_qualified("waits@example.org", starts_on=months_later(today, -1), last_name="Waits")
    return {"row": row, "certificate": made}


@pytest.fixture
def visitor(browser, live_server):
    cache.clear()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Visitor(context.new_page(), live_server)
    context.close()


def look(visitor, *paths):
    """Each page on a phone, then wide."""
    for path in paths:
        for width in (390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 844})
            visitor.goes_to(path)
            assert visitor.page.evaluate(SIDEWAYS) <= 0, f"{path} scrolls sideways at {width}"


def test_every_page_is_accessible_and_fits_a_phone(visitor, house):
    own = f"/asye/{house['row'].public_id}"
    visitor.enters("nina@example.org")
    look(visitor, "/my/asye/", "/my/asye/time/", "/my/asye/evidence/", "/my/certificates/", "/desk/")
    look(visitor, f"/verify/{house['certificate'].code}/")
    visitor.enters("asye@example.org")
    look(visitor, "/asye/", f"{own}/", f"{own}/pause/", f"{own}/extend/", f"{own}/outcome/", f"{own}/assessor/")
    visitor.enters("assessor@example.org")
    look(visitor, f"{own}/", f"{own}/review/1/", f"{own}/observation/")
    visitor.enters("manager@example.org")
    look(visitor, "/team/asye/", "/team/allowance/")
    visitor.enters("learning@example.org")
    look(visitor, f"/coordinate/certificates/?code={house['certificate'].code}")


def test_time_is_logged_by_the_keyboard_alone(visitor, house):
    visitor.enters("nina@example.org")
    visitor.goes_to("/my/asye/time/")
    page = visitor.page
    page.get_by_label("How long? Hours").focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("15")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/asye/")
    expect(page.get_by_text("Your protected time is logged.")).to_be_visible()
    expect(page.get_by_role("cell", name="2 hours 15 minutes")).to_be_visible()
