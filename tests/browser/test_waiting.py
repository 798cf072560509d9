"""A full session: somebody waits, a place comes free, the letter's link is opened and then pressed. A
manager answers two requests at once from the letter. All on a phone."""

import re

import pytest
from django.core.cache import cache

from courses.models import Approval, Booking
from foundation.models import OutboxMessage
from tests.browser.journey import Visitor
from tests.factories.bookings import requested, staff
from tests.factories.courses import SessionFactory
from tests.factories.waiting import full_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(browser, live_server):
    """A phone of somebody's own: nobody else's cookies on it."""
    cache.clear()
    contexts = []

    def of(person):
        contexts.append(browser.new_context(viewport={"width": 390, "height": 844}))
        visitor = Visitor(contexts[-1].new_page(), live_server)
        visitor.enters(person.work_email)
        return visitor

    yield of
    for context in contexts:
        context.close()


def link_in(message, path):
    """What the letter's reader would press: the address, less the name of the site."""
    return re.search(rf"https?://[^/\s]+({path}[^/\s]+/)", message.body)[1]


def letter(kind, person):
    return OutboxMessage.objects.filter(kind=kind, to_address=person.work_email).latest("pk")


def state_of(person):
    return Booking.objects.filter(person=person).latest("pk").state


def joins(visitor, session):
    visitor.goes_to(f"/courses/sessions/{session.public_id}/book/")
    visitor.presses("button", "Join the waiting list")
    visitor.sees("You would be number 1")
    visitor.presses("button", "Join the waiting list")
    visitor.sees("You are next on the waiting list")


def gives_up(visitor, booking):
    visitor.goes_to(f"/my/bookings/{booking.public_id}/")
    visitor.presses("button", "Cancel this booking")
    visitor.presses("button", "Cancel my place")
    visitor.sees("has been cancelled")


def test_a_place_given_up_reaches_whoever_waits_and_is_theirs_at_a_press(phone):
    session = full_session(course__title="Seeing the whole family", course__learning_minutes=60)
    taken, waiting = session.bookings.get(), staff()
    visitor = phone(waiting)
    joins(visitor, session)
    gives_up(phone(taken.person), taken)
    link = link_in(letter("place-offered", waiting), "/offers/")
    for _ in range(2):
        visitor.goes_to(link)
        assert state_of(waiting) == "offered", "opening the link answers nothing"
    visitor.presses("button", "Yes, book my place")
    visitor.sees("The place is yours")
    assert (state_of(waiting), state_of(taken.person)) == ("booked", "cancelled")
    visitor.page.go_back()
    visitor.page.goto(visitor.url + link)
    assert not visitor.page.get_by_role("button", name="Yes, book my place").count()
    assert state_of(waiting) == "booked"


def test_a_manager_approves_two_at_once_from_the_letter(phone):
    manager, session = staff(), SessionFactory(course__title="Circles")
    people = [staff(line_manager=manager) for _ in range(2)]
    for person in people:
        requested(person, session, note="My duty day is covered.")
    visitor = phone(manager)
    visitor.goes_to(link_in(letter("approval-asked", manager), "/team/approvals/"))
    assert set(Approval.objects.values_list("state", flat=True)) == {"pending"}, "opening the link answers nothing"
    visitor.presses("link", "Approvals waiting")
    for person in people:
        visitor.page.get_by_label(person.full_name).check()
    visitor.presses("button", "Approve ticked")
    visitor.sees("You have approved 2")
    assert [state_of(person) for person in people] == ["booked", "booked"]
