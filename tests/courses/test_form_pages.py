"""`/my/forms/`: who may see, fill in and take back what; nothing typed is lost."""

import uuid

import pytest
from django.utils import timezone

from courses.actions import feedback
from courses.desk import cards
from courses.models import FormRequest, FormResponse, Quote
from tests.factories.bookings import staff
from tests.factories.feedback import attended, evaluation_of, forms_in_use, hand_in
from tests.factories.workforce import PostFactory, RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TYPED = {"confidence_before": "3", "confidence_after": "7", "will_change": "Ask first.", "useful": "8"}


@pytest.fixture
def asked():
    forms_in_use()
    (booking,) = attended()
    return evaluation_of(booking)


def address(request, tail=""):
    return f"/my/forms/{request.public_id}/{tail}"


def text(response):
    return response.content.decode()


def test_a_learner_fills_in_and_reads_what_they_said(client, asked):
    client.force_login(asked.person.user)
    assert asked.booking.session.course.title in text(client.get("/my/forms/"))
    page = client.post(address(asked), {**TYPED, "will_change_quote": "on"}, follow=True)
    assert "Thank you. Your answers are with us." in text(page)
    assert "7 out of 10" in text(page)
    assert "Take these words back" in text(page)


def test_opening_the_form_does_nothing(client, asked):
    client.force_login(asked.person.user)
    client.get(address(asked))
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_what_is_missing_is_said_and_what_was_typed_stays(client, asked):
    client.force_login(asked.person.user)
    page = text(client.post(address(asked), {**TYPED, "useful": ""}))
    assert "There is a problem" in page
    assert 'href="#id_useful"' in page
    assert "Ask first." in page
    assert not FormResponse.objects.exists()


def test_sent_twice_it_says_so(client, asked):
    client.force_login(asked.person.user)
    client.post(address(asked), TYPED)
    page = client.post(address(asked), {**TYPED, "useful": "1"}, follow=True)
    assert "handed this in already" in text(page)
    assert FormResponse.objects.count() == 1


def test_signed_out_the_words_are_kept(client, asked):
    page = client.post(address(asked), TYPED)
    assert page.status_code == 302
    client.force_login(asked.person.user)
    kept = page["Location"].split("next=")[1].replace("%2F", "/")
    assert "Ask first." in text(client.get(kept))


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_nobody_else_opens_it(client, asked, who):
    sign_in(client, staff().user if who == "colleague" else RoleGrantFactory(role="coordinator").user)
    assert client.get(address(asked)).status_code == 404
    assert client.post(address(asked), TYPED).status_code == 404


def test_their_manager_does_not_read_it(client, asked):
    manager = staff()
    PostFactory(person=asked.person, line_manager=manager)
    hand_in(asked)
    sign_in(client, manager.user)
    assert client.get(address(asked)).status_code == 404


def test_unknown_and_wrong_methods(client, asked):
    client.force_login(asked.person.user)
    assert client.get(f"/my/forms/{uuid.uuid4()}/").status_code == 404
    assert client.delete(address(asked)).status_code == 405
    assert client.post("/my/forms/").status_code == 405
    assert client.get(f"/my/forms/quotes/{uuid.uuid4()}/take-back/").status_code == 405
    assert client.post(f"/my/forms/quotes/{uuid.uuid4()}/take-back/").status_code == 404


@pytest.mark.parametrize("path", ["/my/forms/", "/my/forms/observer/"])
def test_signed_out_leads_to_sign_in(client, path):
    assert client.get(path)["Location"].startswith("/accounts/login/")


def test_words_are_taken_back_by_their_writer_alone(client, asked):
    hand_in(asked, quote=["will_change"])
    quote = Quote.objects.get()
    path = f"/my/forms/quotes/{quote.public_id}/take-back/"
    client.force_login(staff().user)
    assert client.post(path).status_code == 404
    client.force_login(asked.person.user)
    assert "taken back" in text(client.post(path, follow=True))
    assert not Quote.objects.standing().exists()


def test_the_desk_asks_until_it_is_handed_in(asked):
    user, now = asked.person.user, timezone.now()
    (card,) = (card for card in cards(user, now) if card.key == "forms")
    assert card.title == "Tell us how it was"
    assert card.items[0][1] == address(asked)
    hand_in(asked)
    assert "forms" not in {card.key for card in cards(user, now)}


@pytest.mark.parametrize("size", [1, 4])
def test_many_forms_take_as_many_queries_as_one(client, size, django_assert_num_queries):
    forms_in_use()
    person = staff()
    for _ in range(size):
        feedback.invite_observer(person_id=staff().pk, observer_address=person.work_email, by=None, at=timezone.now())
    client.force_login(person.user)
    client.get("/my/forms/")
    with django_assert_num_queries(9):
        assert text(client.get("/my/forms/")).count("Observation of practice") >= size


class TestObserver:
    def invite(self, client, learner, colleague, **more):
        client.force_login(learner.user)
        data = {"person": learner.pk, "observer": colleague.work_email, "course": "", "note": "Tuesday"}
        return client.post("/my/forms/observer/", data | more, follow=True)

    def test_a_learner_invites_a_colleague_who_fills_it_in_and_both_read(self, client):
        forms_in_use()
        learner, observer = staff(), staff()
        assert "has been asked to observe" in text(self.invite(client, learner, observer))
        request = FormRequest.objects.get()
        assert client.get(address(request)).status_code == 404
        client.force_login(observer.user)
        assert "Tuesday" in text(client.get(address(request)))
        hand_in(
            request,
            observed_on="2026-11-20",
            setting="A visit to a family",
            working_well="Calm.",
            child_voice="Heard.",
            next_step="Three Houses.",
            good_enough=True,
        )
        for person in (learner, observer):
            client.force_login(person.user)
            assert "Three Houses." in text(client.get(address(request)))
        client.force_login(learner.user)
        assert observer.full_name in text(client.get("/my/forms/"))

    def test_a_manager_chooses_among_names(self, client):
        manager = staff()
        worker = staff(line_manager=manager)
        sign_in(client, manager.user)
        assert worker.full_name in text(client.get("/my/forms/observer/"))

    def test_an_unknown_address_keeps_what_was_typed(self, client):
        forms_in_use()
        page = text(self.invite(client, staff(), staff(), observer="nobody@example.org"))
        assert "Check the spelling" in page
        assert "Tuesday" in page

    def test_somebody_of_another_team_is_no_choice(self, client):
        forms_in_use()
        page = self.invite(client, staff(), staff(), person=staff().pk)
        assert "Select a valid choice" in text(page)
        assert not FormRequest.objects.exists()

    def test_a_manager_chooses_from_the_team(self, client):
        forms_in_use()
        manager, learner = staff(), staff()
        PostFactory(person=learner, line_manager=manager)
        sign_in(client, manager.user)
        client.post("/my/forms/observer/", {"person": learner.pk, "observer": staff().work_email})
        assert FormRequest.objects.get().about == learner

    def test_an_invitation_is_withdrawn_by_who_asked_and_nobody_else(self, client):
        forms_in_use()
        learner = staff()
        self.invite(client, learner, staff())
        request = FormRequest.objects.get()
        client.force_login(staff().user)
        assert client.post(address(request, "withdraw/")).status_code == 404
        client.force_login(learner.user)
        assert "withdrawn" in text(client.post(address(request, "withdraw/"), follow=True))
