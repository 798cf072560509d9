"""`/team/approvals/`, the request on the learner's side, and the press that asks; down the access ladder."""

import uuid

import pytest

from courses.models import Approval, Arrangement, Booking, RememberedNeed
from foundation.models import ChangeLogEntry, OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, requested, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.workforce import AbsenceFactory, DeputyFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LIST = "/team/approvals/"


def text(response):
    return response.content.decode()


def one(booking):
    return f"/team/approvals/{booking.approvals.get().public_id}/"


def book_url(session):
    return f"/courses/sessions/{session.public_id}/book/"


@pytest.fixture
def manager(client):
    person = staff()
    sign_in(client, person.user)
    return person


@pytest.fixture
def booking(manager):
    return requested(staff(line_manager=manager), SessionFactory(course__title="Circles"), note="Ann covers for me.")


@pytest.mark.parametrize("page", [lambda booking: LIST, one])
def test_opening_a_page_answers_nothing(client, booking, page):
    assert client.get(page(booking)).status_code == 200
    assert client.head(page(booking)).status_code == 200
    assert Approval.objects.get().state == "pending"


def test_the_list_says_who_what_when_and_why(client, booking):
    page = text(client.get(LIST))
    for words in (booking.person.full_name, "Circles", "Ann covers for me.", "Learning of this length"):
        assert words in page


def test_many_are_answered_at_once_with_one_reason(client, manager):
    bookings = [requested(staff(line_manager=manager)) for _ in range(3)]
    ticked = [str(each.approvals.get().public_id) for each in bookings[:2]]
    page = client.post(LIST, {"approval": ticked, "answer": "approve", "reason": ""}, follow=True)
    assert "You have approved 2" in text(page)
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "booked", "requested"]


def test_declining_asks_for_a_reason_and_keeps_the_ticks(client, booking):
    key = str(booking.approvals.get().public_id)
    page = client.post(LIST, {"approval": [key], "answer": "decline", "reason": ""})
    assert "Say in a few words why not" in text(page)
    assert f'value="{key}" checked' in text(page)
    assert Approval.objects.get().state == "pending"


def test_nothing_ticked_says_so_and_keeps_the_reason(client, booking):
    page = text(client.post(LIST, {"answer": "decline", "reason": "Court all week"}))
    assert "Choose at least one request" in page
    assert "Court all week" in page


def test_somebody_elses_request_among_the_ticked_is_left_alone(client, booking):
    other = requested(staff(line_manager=staff()))
    client.post(LIST, {"approval": [str(other.approvals.get().public_id)], "answer": "approve"})
    other.refresh_from_db()
    assert other.state == "requested"


def test_the_page_of_one_request_shows_what_to_weigh(client, booking, manager):
    day = booking.session.dates.get().starts_at.date()
    AbsenceFactory(person=staff(line_manager=manager), starts_on=day, ends_on=None)
    booked(staff(line_manager=manager), booking.session)
    staff(line_manager=manager)
    page = text(client.get(one(booking)))
    assert "2 of 3 colleagues unavailable" in page
    assert "Learning allowance, 1 April" in page
    assert "Nothing that counts" in page
    assert "Sickness" not in page


def test_answering_on_the_page_of_one_request(client, booking):
    page = client.post(one(booking), {"answer": "decline", "reason": "Court all week"}, follow=True)
    assert "You have declined 1" in text(page)
    assert "Court all week" in text(client.get(one(booking)))


def test_two_tabs_answer_once_and_say_who_did(client, booking):
    client.post(one(booking), {"answer": "approve"})
    page = client.post(one(booking), {"answer": "decline", "reason": "No"}, follow=True)
    assert "approved already" in text(page)


@pytest.mark.parametrize("who", ["learner", "colleague", "other manager", "coordinator", "delegate"])
def test_nobody_else_finds_a_request(client, manager, booking, who):
    people = {
        "learner": lambda: booking.person.user,
        "colleague": lambda: staff(line_manager=manager).user,
        "other manager": lambda: staff(line_manager=staff()).posts.get().line_manager.user,
        "coordinator": lambda: RoleGrantFactory(role="coordinator").user,
        "delegate": lambda: DeputyFactory(principal=manager, deputy=staff(), kind="delegate").deputy.user,
    }
    sign_in(client, people[who]())
    assert client.get(one(booking)).status_code == 404
    assert client.post(one(booking), {"answer": "approve"}).status_code == 404
    assert Approval.objects.get().state == "pending"


def test_an_unknown_request_is_not_found(client, manager):
    assert client.get(f"/team/approvals/{uuid.uuid4()}/").status_code == 404


def test_people_who_manage_nobody_have_no_such_list(client):
    sign_in(client, staff().user)
    assert client.get(LIST).status_code == 403


def test_an_empty_list_says_so(client, manager):
    staff(line_manager=manager)
    assert "Nothing waits for you" in text(client.get(LIST))


@pytest.mark.parametrize("page", [lambda booking: LIST, one])
def test_signed_out_people_are_asked_to_sign_in(client, booking, page):
    client.logout()
    assert client.get(page(booking)).url.startswith("/accounts/login/?next=")
    assert client.put(page(booking)).status_code in (302, 405)


@pytest.mark.parametrize("size", [1, 4])
def test_the_list_takes_as_many_queries_for_many_as_for_one(client, manager, size, django_assert_num_queries):
    for _ in range(size):
        requested(staff(line_manager=manager))
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_the_desk_shows_what_waits_on_top(client, booking):
    page = text(client.get("/desk/"))
    assert "Approvals waiting" in page
    assert one(booking) in page


@pytest.fixture
def learner(client):
    person = staff(line_manager=staff())
    sign_in(client, person.user)
    return person


def test_the_learner_reads_beforehand_who_is_asked_and_why(client, learner):
    session = SessionFactory()
    page = text(client.get(book_url(session)))
    assert learner.posts.get().line_manager.full_name in page
    assert "Ask to book" in page
    assert "Ask to book" in text(client.get(f"/courses/{session.course.slug}/"))


def test_asking_leads_to_the_request_with_whom_we_asked(client, learner):
    page = client.post(book_url(SessionFactory()), {"note": "It would help with court."}, follow=True)
    assert "Waiting for approval" in text(page)
    assert learner.posts.get().line_manager.full_name in text(page)
    assert Approval.objects.get().note == "It would help with court."


def test_a_short_course_books_at_once(client, learner):
    page = client.post(book_url(SessionFactory(learning_minutes=120)), follow=True)
    assert "You are booked" in text(page)


def test_time_beyond_the_allowance_is_asked_for_by_its_own_press(client, learner):
    session = SessionFactory(learning_minutes=444 * 16)
    assert "Ask your manager for time beyond the allowance" in text(client.get(book_url(session)))
    assert client.post(book_url(session)).status_code == 409
    client.post(book_url(session), {"asks": "beyond_allowance"})
    assert Approval.objects.get().excess_minutes == 444


def test_what_was_typed_survives_a_refusal(client, learner):
    session = SessionFactory(capacity=1)
    page = client.get(book_url(session))
    booked(session=session)
    page = client.post(book_url(session), {"diet": "No nuts", "note": "Please"})
    assert page.status_code == 409
    long = client.post(book_url(SessionFactory()), {"diet": "No nuts", "note": "x" * 300})
    assert "Say it in 255 characters or fewer" in text(long)
    assert "No nuts" in text(long)


def test_withdrawing_says_that_nothing_counts(client, learner):
    booking = requested(learner)
    page = text(client.get(f"/my/bookings/{booking.public_id}/cancel/"))
    assert "Withdraw your request?" in page
    done = client.post(f"/my/bookings/{booking.public_id}/cancel/", follow=True)
    assert "has been withdrawn" in text(done)


def test_what_to_arrange_is_kept_with_the_booking_and_nowhere_else(client, learner):
    client.post(book_url(SessionFactory()), {"diet": "No pork", "interpreter": "", "remember": "on"})
    assert Arrangement.objects.get().words == "No pork"
    assert RememberedNeed.objects.get().words == "No pork"
    assert not OutboxMessage.objects.filter(body__contains="No pork").exists()
    assert not any("No pork" in str(vars(entry)) for entry in ChangeLogEntry.objects.all())


def test_what_is_remembered_is_filled_in_next_time(client, learner):
    client.post(book_url(SessionFactory()), {"diet": "No pork", "remember": "on"})
    later = SessionFactory(spans=[(days_ahead(20), days_ahead(20, 16))])
    assert "No pork" in text(client.get(book_url(later)))
