"""A group on its shared screen: the minutes left are shown and said, the button goes on, and axe finds nothing."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from supervision.actions import meetings
from supervision.models import Meeting
from tests.browser.axe import assert_no_axe_violations
from tests.browser.journey import Visitor
from tests.factories.bookings import staff
from workforce.models import Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def group(db):
    call_command("sync_templates", verbosity=0)
    cache.clear()
    leader, one, other = staff(), staff(), staff()
    Post.objects.filter(person__in=[one, other]).update(line_manager=leader)
    now = timezone.now()
    wish = meetings.Wish(now + datetime.timedelta(hours=1), 60, Meeting.Mode.IN_PERSON, "Room 4")
    guests = [meetings.Guest("Sam Carter", "sam@nhs.example.org")]
    people = {one: "presenter", other: "member"}
    return meetings.plan_group(wish=wish, people=people, guests=guests, by=leader.user, at=now)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_screen_shows_the_minutes_left_and_goes_on_by_the_button(group, browser, live_server, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    visitor = Visitor(context.new_page(), live_server)
    page = visitor.page
    page.clock.install()
    visitor.enters(group.supervisor.work_email)
    visitor.goes_to(f"/supervision/{group.public_id}/")
    visitor.presses("link", "Who does what")
    visitor.goes_to(f"/supervision/{group.public_id}/screen/")
    visitor.presses("button", "Begin")
    clock, aloud = page.locator("[data-step-left]"), page.locator("[data-step-aloud]")
    page.clock.run_for(125_000)
    expect(clock).to_contain_text("left")
    expect(aloud).to_have_text("One minute left")
    page.clock.run_for(65_000)
    expect(clock).to_contain_text("Time to go on")
    expect(aloud).to_have_text("Time to go on")
    assert page.evaluate(SIDEWAYS) <= 0
    assert_no_axe_violations(page)
    visitor.presses("button", "Next: Family tree")
    visitor.sees("Step 2 of 11")
    context.close()
