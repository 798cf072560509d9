"""Two tabs, the back button, a double click and an expired form: one booking, and no word lost."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from courses.models import Approval, Booking
from cpd_records.models import LedgerEntry
from tests.browser.journey import Visitor
from tests.factories.bookings import staff
from tests.factories.courses import SessionFactory
from tests.factories.feedback import attended, evaluation_of, forms_in_use

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "Ann covers my duty day. Circles & “listening” are in my plan <for> the spring."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def learner():
    cache.clear()
    return staff(line_manager=staff())


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def visitor(request, browser, live_server, learner):
    context = browser.new_context(java_script_enabled=request.param, viewport=PHONE)
    visitor = Visitor(context.new_page(), live_server, script=False)
    visitor.enters(learner.work_email)
    yield visitor
    context.close()


def short_session():
    """Nobody has to be asked."""
    return SessionFactory(course__title="Listening to children", course__learning_minutes=60)


def address(session):
    return f"/courses/sessions/{session.public_id}/book/"


def assert_booked_once(person):
    assert list(Booking.objects.filter(person=person).values_list("state", flat=True)) == ["booked"]
    reserved = LedgerEntry.objects.filter(account__person=person, kind="reserve")
    assert list(reserved.values_list("minutes", flat=True)) == [60]


def book(page):
    page.get_by_role("button", name="Book this place").click()
    page.wait_for_load_state()


def test_two_tabs_book_once_and_the_second_shows_the_booking(visitor, learner):
    path = address(short_session())
    visitor.goes_to(path)
    other = visitor.page.context.new_page()
    other.goto(visitor.url + path)
    book(visitor.page)
    visitor.sees("You are booked")
    book(other)
    expect(other.get_by_text("Your booking").first).to_be_visible()
    assert_booked_once(learner)


def test_back_and_pressed_again_books_once(visitor, learner):
    visitor.goes_to(address(short_session()))
    book(visitor.page)
    visitor.sees("You are booked")
    visitor.page.go_back()
    again = visitor.page.get_by_role("button", name="Book this place")
    if again.count():  # a browser that keeps pages shows the old one
        book(visitor.page)
    visitor.sees("Booked")
    assert_booked_once(learner)


def test_a_double_click_books_once(visitor, learner):
    visitor.goes_to(address(short_session()))
    visitor.page.get_by_role("button", name="Book this place").dblclick()
    visitor.page.wait_for_url("**/my/bookings/**")
    assert_booked_once(learner)


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken"])
def test_a_request_sent_from_an_expired_page_keeps_every_word(visitor, learner, lost):
    session = SessionFactory(course__title="Circles")
    visitor.goes_to(address(session))
    visitor.page.locator("textarea[name=note]").fill(NOTE)
    visitor.page.context.clear_cookies(name=lost)
    visitor.page.get_by_role("button", name="Ask to book").click()
    if lost == "sessionid":
        visitor.sees("what you typed is kept")
        signs_in_again(visitor, learner)
    visitor.sees(NOTE)
    assert not Booking.objects.exists()
    visitor.page.get_by_role("button", name="Continue with what you typed").click()
    visitor.sees("Waiting for approval")
    assert Approval.objects.get().note == NOTE


def signs_in_again(visitor, person):
    """What sign-in's page leads on to."""
    kept = parse_qs(urlsplit(visitor.page.url).query)["next"][0]
    visitor.enters(person.work_email)
    visitor.goes_to(kept)


def answers(page, **scales):
    for question, answer in scales.items():
        page.get_by_role("group", name=question.replace("_", " ")).get_by_label(answer, exact=True).check()


def test_an_evaluation_half_filled_expired_and_sent_twice_keeps_its_words(visitor):
    forms_in_use()
    booking = attended()[0]
    person, page = booking.person, visitor.page
    visitor.enters(person.work_email)
    visitor.goes_to(f"/my/forms/{evaluation_of(booking).public_id}/")
    page.get_by_label("What will you do differently").fill(NOTE)
    page.get_by_role("button", name="Hand in").click()
    visitor.sees("There is a problem")
    expect(page.get_by_label("What will you do differently")).to_have_value(NOTE)
    answers(page, confident_were_you_before="3", confident_are_you_now="8", How_useful="9")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Hand in").click()
    visitor.sees("what you typed is kept")
    signs_in_again(visitor, person)
    visitor.sees(NOTE)
    page.get_by_role("button", name="Continue with what you typed").dblclick()
    visitor.sees("Thank you")
    asked = evaluation_of(booking)
    assert asked.state == "answered"
    visitor.goes_to(f"/my/forms/{asked.public_id}/")
    visitor.sees(NOTE)
