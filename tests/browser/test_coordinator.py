"""A coordinator publishes a course, schedules and fills a session, takes its register on a phone and closes
it; whoever was there sees the record, says how it was and takes the certificate. The learner's booking and the
register are done by keyboard alone."""

import pytest
from django.core.cache import cache
from django.core.management import call_command

from courses.models import Course, Session
from cpd_records.models import CpdRecord
from tests.browser import keyboard
from tests.browser.journey import Visitor, answers_the_evaluation, day_comes
from tests.factories.bookings import booked, staff
from tests.factories.courses import VenueFactory, days_ahead
from tests.factories.feedback import forms_in_use
from tests.factories.workforce import RoleGrantFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Words that help children"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def coordinator():
    """With the role, as the night's job makes her an editor of the CMS."""
    cache.clear()
    forms_in_use()
    VenueFactory(name="Riverside House")
    person = staff()
    RoleGrantFactory(user=person.user, role="coordinator")
    call_command("sync_roles")
    return person


@pytest.fixture
def at(browser, live_server):
    """Somebody signed in, at a desk or on a phone."""
    contexts = []

    def somebody(person, **size):
        contexts.append(browser.new_context(viewport=size or PHONE))
        visitor = Visitor(contexts[-1].new_page(), live_server)
        visitor.enters(person.work_email)
        return visitor

    yield somebody
    for context in contexts:
        context.close()


def publishes(page, url):
    """In the CMS, as Wagtail's own forms have it."""
    page.goto(f"{url}/cms/snippets/courses/course/add/")
    page.get_by_label("Title", exact=False).first.fill(TITLE)
    page.locator("#id_summary").fill("How to say hard things plainly and kindly.")
    page.locator("[name=learning_minutes_hours]").fill("1")
    page.locator("#id_mode").select_option("room")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url("**/cms/snippets/courses/course/**")
    page.get_by_text(f"'{TITLE}' created and published").wait_for()


def schedules(page, url):
    """A session in eight days, planned and then opened."""
    page.goto(f"{url}/cms/sessions/new/")
    page.locator("#id_course").select_option(label=TITLE)
    page.locator("#id_venue").select_option(label="Riverside House")
    page.locator("#id_capacity").fill("4")
    page.locator("#id_dates-0-day").fill(days_ahead(8).strftime("%d/%m/%Y"))
    page.locator("#id_dates-0-starts").fill("9:30am")
    page.locator("#id_dates-0-ends").fill("10:30am")
    page.get_by_role("button", name="Plan this session").click()
    page.get_by_role("button", name="Open for booking").click()
    page.get_by_text("is open: people can book it").wait_for()
    return Session.objects.get(course__title=TITLE)


def books_by_keyboard(visitor, course):
    visitor.goes_to(course.get_absolute_url())
    keyboard.press(visitor.page, "button", f"Book this place {TITLE}")
    visitor.looks()
    keyboard.press(visitor.page, "button", "Book this place")
    visitor.sees("You are booked")
    visitor.looks()


def takes_the_register_by_keyboard(visitor, session, absent):
    """Marks one person absent with the arrows, everybody else present with a button, and closes it."""
    page = visitor.page
    visitor.goes_to(f"/sessions/{session.public_id}/register/")
    row = page.get_by_role("group", name=absent.full_name)
    keyboard.tab_to(page, row.get_by_role("radio").first)
    page.keyboard.press("ArrowLeft")  # round to the last of the three
    assert row.get_by_role("radio", checked=True).get_attribute("value") == "absent"
    keyboard.press(page, "button", "Save marks")
    visitor.sees("1 mark saved")
    keyboard.press(page, "button", "Mark everybody else present")
    visitor.sees("Everybody is marked")
    keyboard.press(page, "link", "Check and close the register")
    visitor.looks()
    keyboard.press(page, "button", "Close the register")
    visitor.sees("Closed by")
    visitor.looks()


def says_how_it_was(visitor):
    """From the list of forms; the certificate waits for it."""
    visitor.goes_to("/my/forms/")
    visitor.presses("link", "How was it?")
    answers_the_evaluation(visitor)


def takes_the_certificate(visitor):
    visitor.goes_to("/my/cpd/")
    visitor.sees(TITLE)
    link = visitor.page.get_by_role("link", name="Download certificate").get_attribute("href")
    assert visitor.page.request.get(visitor.url + link).body().startswith(b"%PDF")


def test_a_course_from_publishing_to_the_certificate(at, live_server, coordinator):
    desk = at(coordinator, width=1280, height=900)
    publishes(desk.page, desk.url)
    course = Course.objects.get(title=TITLE)
    session = schedules(desk.page, desk.url)
    learner = staff()
    others = [booked(session=session).person for _ in range(2)]
    phone = at(learner)
    books_by_keyboard(phone, course)
    session.refresh_from_db()
    assert (session.places_taken, session.capacity) == (3, 4)
    day_comes(session.public_id)
    takes_the_register_by_keyboard(at(coordinator), session, others[0])
    assert CpdRecord.objects.filter(course_code=course.code, outcome="attended").count() == 2
    says_how_it_was(phone)
    takes_the_certificate(phone)
