"""What people ask us to arrange: read by few, dated, changed at will, erased (DOMAIN 9)."""

import datetime

import pytest
from django.utils import timezone

from courses.actions import approvals, arrangements, bookings
from courses.models import Arrangement, RememberedNeed, SessionTrainer
from courses.permissions import NotForYou
from courses.presenters.arrangements import arrangement_rows
from courses.presenters.led_sessions import trainer_page
from foundation import policies
from tests.courses.editors import sign_in
from tests.factories.bookings import past, requested, staff
from tests.factories.courses import SessionFactory, days_ahead, local
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db
LIST = "/sessions/to-arrange/"
WORDS = "A British Sign Language interpreter"


def asked(person=None, session=None, **needs):
    return requested(person or staff(), session, arrange=needs or {"interpreter": WORDS})


def needs_url(booking):
    return f"/my/bookings/{booking.public_id}/needs/"


def text(response):
    return response.content.decode()


@pytest.fixture
def coordinator(client):
    user = RoleGrantFactory(role="coordinator").user
    sign_in(client, user)
    return user


def test_the_list_says_by_when(client, coordinator):
    starts = local(2027, 3, 12)
    asked(session=SessionFactory(spans=[(starts, starts.replace(hour=16))]))
    page = text(client.get(LIST))
    assert "Interpreter for 12 March 2027: arrange by 26 February 2027" in page
    assert WORDS in page


def test_what_is_due_first_comes_first_and_what_is_arranged_last(coordinator):
    booking = asked(interpreter=WORDS, diet="No nuts", other="A quiet place")
    arrangements.mark_arranged(
        arrangement_id=booking.arrangements.get(kind="interpreter").pk, by=coordinator, at=timezone.now()
    )
    found = arrangement_rows(Arrangement.objects.all(), timezone.now(), policies.book())
    assert [row.headline.split(" for ")[0] for row in found] == ["Something else", "Food and drink", "Interpreter"]


def test_arranged_is_one_press_and_a_change_of_words_undoes_it(client, coordinator):
    booking = asked()
    page = client.post(LIST, {"arranged": booking.arrangements.get().pk}, follow=True)
    assert "Arranged on" in text(page)
    arrangements.change(
        booking_id=booking.pk,
        arrange={"interpreter": "Two of them"},
        remembered=False,
        by=booking.person.user,
        at=timezone.now(),
    )
    assert booking.arrangements.get().arranged_at is None


def test_a_press_on_what_was_withdrawn_says_so(client, coordinator):
    assert "no longer needed" in text(client.post(LIST, {"arranged": "999999"}, follow=True))
    assert "no longer needed" in text(client.post(LIST, {"arranged": "x"}, follow=True))


def test_a_trainer_reads_their_own_sessions_and_arranges_nothing(client):
    trainer, booking = staff(), asked()
    asked(other="Somebody else's session")
    booking.session.trainers.create(person=trainer, name=trainer.full_name)
    sign_in(client, trainer.user)
    page = text(client.get(LIST))
    assert WORDS in page
    assert "Somebody else&#x27;s session" not in page
    client.post(LIST, {"arranged": booking.arrangements.get().pk})
    assert booking.arrangements.get().arranged_at is None


@pytest.mark.parametrize("who", ["manager", "colleague", "hr"])
def test_nobody_else_reads_them(client, who):
    manager = staff()
    booking = asked(staff(line_manager=manager))
    users = {"manager": manager.user, "colleague": staff().user, "hr": RoleGrantFactory(role="hr").user}
    sign_in(client, users[who])
    assert client.get(LIST).status_code == 403
    assert client.get(needs_url(booking)).status_code == 404
    assert not Arrangement.objects.visible_to(users[who]).exists()


def test_the_managers_page_of_the_request_does_not_show_them(client):
    manager = staff()
    booking = asked(staff(line_manager=manager))
    sign_in(client, manager.user)
    assert WORDS not in text(client.get(f"/team/approvals/{booking.approvals.get().public_id}/"))


@pytest.mark.parametrize("address", [lambda booking: LIST, needs_url])
def test_signed_out_people_are_asked_to_sign_in(client, address):
    assert client.get(address(asked())).url.startswith("/accounts/login/")


def test_the_person_changes_and_withdraws_them(client):
    booking = asked()
    sign_in(client, booking.person.user)
    assert WORDS in text(client.get(needs_url(booking)))
    client.post(needs_url(booking), {"diet": "Vegan", "remember": "on"})
    assert dict(Arrangement.objects.values_list("kind", "words")) == {"diet": "Vegan"}
    assert dict(RememberedNeed.objects.values_list("kind", "words")) == {"diet": "Vegan"}
    client.post(needs_url(booking), {})
    assert not Arrangement.objects.exists()
    assert not RememberedNeed.objects.exists()


def test_nobody_changes_them_for_somebody_else(coordinator):
    booking = asked()
    with pytest.raises(NotForYou):
        arrangements.change(booking_id=booking.pk, arrange={}, remembered=False, by=coordinator, at=timezone.now())


def test_they_are_erased_after_the_session_and_remembered_ones_stay():
    booking = asked(session=SessionFactory(learning_minutes=60))
    RememberedNeed.objects.create(person=booking.person, kind="diet", words="Vegan", changed_at=timezone.now())
    past(booking, days=6)
    assert arrangements.erase(by=None, at=timezone.now()) == 0
    assert arrangements.erase(by=None, at=timezone.now() + datetime.timedelta(days=2)) == 1
    assert RememberedNeed.objects.exists()


def test_the_trainers_page_shows_them_of_who_is_coming_and_not_of_who_has_asked():
    booking = requested(session=SessionFactory(), arrange={"access": "A hearing loop"})
    trainer = SessionTrainer.objects.create(session=booking.session, name="Ola Trainer")
    assert (booking.state, trainer_page(trainer, timezone.now()).to_arrange) == ("requested", ())
    approvals.approve(approval_ids=[booking.approvals.get().pk], by=None, at=timezone.now())
    assert "hearing loop" in trainer_page(trainer, timezone.now()).to_arrange[0][1]


def test_what_somebody_who_has_left_wished_remembered_is_erased():
    person, here = staff(), staff()
    for each in (person, here):
        RememberedNeed.objects.create(person=each, kind="diet", words="No nuts", changed_at=timezone.now())
    person.posts.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert arrangements.erase(by=None, at=timezone.now()) == 1
    assert RememberedNeed.objects.get().person == here


def test_a_place_given_up_keeps_nothing():
    booking = asked()
    bookings.cancel(booking_id=booking.pk, by=booking.person.user, at=timezone.now())
    assert arrangements.erase(by=None, at=timezone.now()) == 1


def test_too_long_is_said_and_kept(client):
    booking = asked()
    sign_in(client, booking.person.user)
    page = text(client.post(needs_url(booking), {"diet": "x" * 501}))
    assert "Say it in 500 characters or fewer" in page
    assert "x" * 501 in page


@pytest.mark.parametrize("size", [1, 4])
def test_the_list_takes_as_many_queries_for_many_as_for_one(client, coordinator, size, django_assert_num_queries):
    for day in range(20, 20 + size):
        asked(session=SessionFactory(spans=[(days_ahead(day), days_ahead(day, 11))]))
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
