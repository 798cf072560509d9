"""Trainers' own pages: ours by sign-in, others by a link and a code."""

import datetime
import re

import pytest
from django.utils import timezone

from courses.actions import trainer_links
from courses.models import AttendanceMark, FormRequest, SessionNeed, SessionTrainer, TrainerLink
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, past, staff
from tests.factories.courses import SessionFactory, days_ahead
from tests.factories.feedback import GOOD, attended, evaluation_of, forms_in_use, hand_in
from tests.factories.workforce import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    made = SessionFactory()
    SessionTrainer.objects.create(session=made, name="Tom Ellis", email="tom@example.org")
    return made


@pytest.fixture
def address(session):
    trainer_links.send_links(session_id=session.pk, by=None, at=timezone.now())
    body = OutboxMessage.objects.get(kind="trainer-page").body
    return re.search(r"/trainer/[^/\s]+/", body)[0]


def code_sent():
    return re.search(r"is (\d{6})", OutboxMessage.objects.filter(kind="trainer-code").latest("pk").body)[1]


def comes_in(client, address):
    client.post(f"{address}code/")
    return client.post(f"{address}code/", {"code": code_sent()})


class TestTheLink:
    def test_opening_it_shows_a_button_and_sends_nothing(self, client, session, address):
        booked(session=session)
        page = client.get(address).content.decode()
        assert "Send me a code" in page
        assert "Who comes" not in page
        assert not OutboxMessage.objects.filter(kind="trainer-code").exists()

    def test_the_code_opens_the_page_in_that_browser_only(self, client, session, address):
        person = booked(session=session).person
        assert comes_in(client, address).headers["location"] == address
        assert person.full_name in client.get(address).content.decode()
        client.cookies.clear()
        assert "Send me a code" in client.get(address).content.decode()

    def test_a_code_works_once_and_a_wrong_one_never(self, client, address):
        client.post(f"{address}code/")
        right = code_sent()
        wrong = "000000" if right != "000000" else "111111"
        assert client.post(f"{address}code/", {"code": wrong}).status_code == 422
        assert client.post(f"{address}code/", {"code": right}).status_code == 302
        assert client.post(f"{address}code/", {"code": right}).status_code == 422

    def test_after_five_wrong_tries_the_code_is_dead(self, client, address):
        client.post(f"{address}code/")
        right = code_sent()
        wrong = "000000" if right != "000000" else "111111"
        for _ in range(5):
            client.post(f"{address}code/", {"code": wrong})
        assert client.post(f"{address}code/", {"code": right}).status_code == 422

    def test_only_digests_are_kept(self, client, address):
        client.post(f"{address}code/")
        link = TrainerLink.objects.get()
        assert link.digest not in address
        assert code_sent() not in link.code_digest

    def test_revoked_replaced_expired_and_made_up_links_are_not_found(self, client, session, address):
        trainer_links.send_links(session_id=session.pk, by=None, at=timezone.now())
        assert client.get(address).status_code == 404
        trainer_links.revoke(session_id=session.pk, by=None, at=timezone.now())
        assert not TrainerLink.objects.valid(timezone.now()).exists()
        assert client.get("/trainer/made-up/").status_code == 404

    def test_it_ends_some_days_after_the_session(self, session, address):
        link = TrainerLink.objects.get()
        assert (link.expires_at - session.ends_at).days == 14

    def test_the_pages_behind_it_need_the_code(self, client, address):
        register = ("", "close/", "add/", "check-in/", "sheet/", "sheet.pdf")
        for part in ("ill/", *(f"register/{each}" for each in register)):
            assert client.get(address + part).headers["location"] == address

    def test_one_trainers_code_opens_no_other_session(self, client, session, address):
        comes_in(client, address)
        other = SessionFactory(spans=[(days_ahead(20), days_ahead(20, 16))])
        SessionTrainer.objects.create(session=other, name="Ann Lee", email="ann@example.org")
        trainer_links.send_links(session_id=other.pk, by=None, at=timezone.now())
        body = OutboxMessage.objects.get(kind="trainer-page", to_address="ann@example.org").body
        theirs = re.search(r"/trainer/[^/\s]+/", body)[0]
        assert "Send me a code" in client.get(theirs).content.decode()


def test_the_clock_sends_links_once(session):
    near = session.starts_at - datetime.timedelta(days=1)
    assert [trainer_links.send_due(by=None, at=near) for _ in range(2)] == [1, 0]


def test_i_am_ill_by_link_tells_the_coordinators(client, session, address):
    RoleGrantFactory(role="coordinator")
    comes_in(client, address)
    client.get(f"{address}ill/")
    assert not SessionNeed.objects.exists()
    assert "Thank you for telling us" in client.post(f"{address}ill/", follow=True).content.decode()
    assert SessionNeed.objects.get().trainer_name == "Tom Ellis"
    assert OutboxMessage.objects.filter(kind="session-needs-decision").count() == 1


def test_marks_by_link_are_signed_with_the_trainers_name(client, session, address):
    booking = booked(session=session)
    past(session, days=0)
    comes_in(client, address)
    assert booking.person.full_name in client.get(f"{address}register/").content.decode()
    client.post(f"{address}register/", {"do": "all_present"})
    mark = AttendanceMark.objects.get()
    assert (mark.by, mark.signed_as) == (None, "Tom Ellis")


def test_the_check_in_code_and_the_sheet_are_reached_by_link(client, session, address):
    booking = booked(session=session)
    past(session, days=0)
    comes_in(client, address)
    register = client.get(f"{address}register/").content.decode()
    for part in ("check-in/", "sheet/"):
        assert f'href="{address}register/{part}' in register
        page = client.get(f"{address}register/{part}")
        assert page.status_code == 200
        assert f'href="{address}register/' in page.content.decode()
        assert client.post(f"{address}register/{part}").status_code == 405
    sheet = client.get(f"{address}register/sheet/").content.decode()
    assert booking.person.full_name in sheet
    assert f'href="{address}register/sheet.pdf"' in sheet
    assert b"".join(client.get(f"{address}register/sheet.pdf").streaming_content).startswith(b"%PDF")


class TestOurOwnTrainers:
    @pytest.fixture
    def trainer(self, session):
        person = staff()
        SessionTrainer.objects.create(session=session, name=person.full_name, person=person)
        return person

    def test_find_their_sessions_and_say_that_they_are_ill(self, client, session, trainer):
        sign_in(client, trainer.user)
        assert session.course.title in client.get("/my/sessions/").content.decode()
        page = client.get(f"/my/sessions/{session.public_id}/").content.decode()
        assert "I am ill" in page
        client.post(f"/my/sessions/{session.public_id}/ill/")
        assert SessionNeed.objects.get().raised_by == trainer.user

    def test_others_find_nothing(self, client, session):
        for path in ("/my/sessions/", f"/my/sessions/{session.public_id}/"):
            assert "/accounts/login/" in client.get(path).headers["location"]
        for user in (UserFactory(), staff().user):
            sign_in(client, user)
            assert client.get(f"/my/sessions/{session.public_id}/").status_code == 404
            assert client.post(f"/my/sessions/{session.public_id}/ill/").status_code == 404

    def test_what_is_to_come_stands_before_what_is_over(self, client, session, trainer):
        gone = SessionFactory(course__title="Gone by")
        SessionTrainer.objects.create(session=gone, name=trainer.full_name, person=trainer)
        past(gone, days=3)
        sign_in(client, trainer.user)
        page = client.get("/my/sessions/").content.decode()
        order = [page.index(text) for text in ("To come", session.course.title, "Lately over", "Gone by")]
        assert order == sorted(order)

    @pytest.mark.parametrize("size", [1, 4])
    def test_the_list_does_not_grow_in_queries(self, client, session, trainer, size, django_assert_num_queries):
        for day in range(20, 20 + size):
            more = SessionFactory(spans=[(days_ahead(day), days_ahead(day, 16))])
            SessionTrainer.objects.create(session=more, name=trainer.full_name, person=trainer)
        sign_in(client, trainer.user)
        client.get("/my/sessions/")
        with django_assert_num_queries(5):
            client.get("/my/sessions/")


class TestWhatPeopleSaid:
    """An outside trainer reads it on their page, by the address that the code proved (DOMAIN 9, trainer)."""

    @pytest.fixture
    def coming(self):
        forms_in_use()
        made = SessionFactory()
        SessionTrainer.objects.create(session=made, name="Tom Ellis", email="TOM@example.org")
        return made

    def led_before(self, people, email="tom@example.org", **answers):
        """A session of theirs that is over, with everybody's evaluation in and its asking over."""
        session = SessionFactory()
        SessionTrainer.objects.create(session=session, name="Tom Ellis", email=email)
        for booking in attended(people=people, session=session):
            hand_in(evaluation_of(booking), **{**GOOD, **answers})
        over = timezone.localdate() - datetime.timedelta(days=1)
        FormRequest.objects.update(opens_on=over, due_on=over, answered_on=over)

    def page(self, client, coming):
        trainer_links.send_links(session_id=coming.pk, by=None, at=timezone.now())
        address = re.search(r"/trainer/[^/\s]+/", OutboxMessage.objects.filter(kind="trainer-page").latest("pk").body)[
            0
        ]
        assert "What people said" not in client.get(address).content.decode()
        comes_in(client, address)
        return client.get(address).content.decode()

    def test_five_answers_are_shown_once_the_code_was_given(self, client, coming):
        self.led_before(5)
        page = self.page(client, coming)
        assert "What people said of your sessions" in page
        assert ">7.0</td>" in page
        assert "Ask the child first." in page

    def test_four_are_withheld(self, client, coming):
        self.led_before(4)
        page = self.page(client, coming)
        assert ">c</td>" in page
        assert "Ask the child first." not in page

    def test_a_namesake_at_another_address_is_somebody_else(self, client, coming):
        self.led_before(5, email="another.tom@example.org")
        assert "What people said" not in self.page(client, coming)

    def test_who_has_led_nothing_yet_reads_nothing(self, client, coming):
        assert "What people said" not in self.page(client, coming)
