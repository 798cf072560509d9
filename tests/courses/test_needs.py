"""A trainer is ill: who is told, what is decided, who has read it."""

import datetime

import pytest
from django.utils import timezone

from courses.actions.sessions import DateSpan, SessionRefused, Trainer, needs
from courses.models import Session, SessionNeed, SessionTrainer
from courses.permissions import NotForYou
from foundation.models import OutboxMessage
from tests.courses.editors import sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import SessionFactory, days_ahead, local
from tests.factories.workforce import PersonFactory, RoleGrantFactory, TeamFactory, UserFactory
from workforce.models import Deputy

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return RoleGrantFactory(role="coordinator").user


@pytest.fixture
def session():
    return SessionFactory(trainers=["Tom Ellis"])


@pytest.fixture
def need(session, coordinator):
    return needs.cannot_lead(trainer_id=session.trainers.get().pk, by=None, at=timezone.now())


def settle(action, need, by, **given):
    done = action(need_id=need.pk, by=by, at=timezone.now(), **given)
    need.session.refresh_from_db()
    return done


class TestIAmIll:
    def test_coordinators_and_their_deputies_are_told_at_once(self, session):
        chief = PersonFactory(user=RoleGrantFactory(role="coordinator").user)
        deputy = PersonFactory(user=UserFactory())
        day = timezone.localdate()
        Deputy.objects.create(
            principal=chief,
            deputy=deputy,
            starts_on=day,
            ends_on=day + datetime.timedelta(days=9),
            reason="Leave",
            created_by=chief.user,
        )
        session.starts_at = timezone.now() + datetime.timedelta(hours=2)
        session.save()
        needs.cannot_lead(trainer_id=session.trainers.get().pk, by=None, at=timezone.now())
        sent = OutboxMessage.objects.filter(kind="session-needs-decision")
        assert {message.to_address for message in sent} == {chief.user.email, deputy.user.email}
        assert all(message.urgent and f"/sessions/{session.public_id}/need/" in message.body for message in sent)

    def test_pressing_twice_changes_nothing(self, session, need):
        again = needs.cannot_lead(trainer_id=session.trainers.get().pk, by=None, at=timezone.now())
        assert again == need
        assert OutboxMessage.objects.filter(kind="session-needs-decision").count() == 1

    def test_nobody_says_it_for_another(self, session):
        with pytest.raises(NotForYou):
            needs.cannot_lead(trainer_id=session.trainers.get().pk, by=UserFactory(), at=timezone.now())

    def test_a_session_that_is_over_has_nobody_to_tell(self):
        over = SessionFactory(trainers=["Tom"], spans=[(days_ahead(-3), days_ahead(-3, 16))])
        with pytest.raises(SessionRefused, match="over"):
            needs.cannot_lead(trainer_id=over.trainers.get().pk, by=None, at=timezone.now())


class TestDeciding:
    def test_a_substitute_takes_over_and_everyone_is_told(self, session, need, coordinator):
        booking = booked(session=session)
        settle(needs.substitute, need, coordinator, trainer=Trainer("Ann Lee"))
        assert [row.name for row in session.trainers.all()] == ["Ann Lee"]
        assert "Ann Lee leads it now" in OutboxMessage.objects.get(kind="booking-changed", about=booking.source).body

    def test_a_substitute_who_is_engaged_elsewhere_is_refused(self, session, need, coordinator):
        SessionFactory(trainers=["Ann Lee"])
        with pytest.raises(SessionRefused, match="Ann Lee leads"):
            settle(needs.substitute, need, coordinator, trainer=Trainer("Ann Lee"))
        need.refresh_from_db()
        assert need.decision == ""

    def test_online_no_letter_sends_people_to_the_room(self, session, need, coordinator):
        booking = booked(session=session)
        settle(needs.go_online, need, coordinator, join_link="https://meet.example.org/1")
        letter = OutboxMessage.objects.get(kind="booking-changed", about=booking.source)
        assert "please do not travel" in letter.body
        assert "Where: Online" in letter.body
        assert "meet.example.org" not in letter.body + letter.calendar

    def test_postponing_moves_every_date_and_asks(self, coordinator):
        spans = [(local(2030, 3, 28), local(2030, 3, 28, 16)), (local(2030, 3, 29), local(2030, 3, 29, 16))]
        session = SessionFactory(trainers=["Tom"], spans=spans, counts_towards_allowance=False)
        booking = booked(session=session)
        need = needs.cannot_lead(trainer_id=session.trainers.get().pk, by=None, at=timezone.now())
        first = DateSpan(local(2030, 3, 30), local(2030, 3, 30, 16))
        settle(needs.postpone, need, coordinator, first=first)
        starts = [row.starts_at for row in session.dates.all()]
        assert starts == [local(2030, 3, 30), local(2030, 3, 31)]  # 9:30am on both sides of the clock change
        booking.refresh_from_db()
        assert booking.confirm_by is not None

    def test_cancelling_gives_everything_back(self, session, need, coordinator):
        booking = booked(session=session)
        settle(needs.cancel, need, coordinator, reason="The trainer is ill")
        booking.refresh_from_db()
        assert (booking.state, booking.reason) == ("cancelled", "session_cancelled")
        assert Session.objects.get(pk=session.pk).state == "cancelled"

    def test_it_is_decided_once(self, need, coordinator):
        settle(needs.go_ahead, need, coordinator)
        with pytest.raises(SessionRefused, match="has decided already"):
            settle(needs.cancel, need, coordinator, reason="Too late")

    def test_a_coordinator_of_another_team_may_not(self, need):
        other = RoleGrantFactory(role="coordinator", team=TeamFactory()).user
        with pytest.raises(NotForYou):
            settle(needs.go_ahead, need, other)


class TestThePage:
    def address(self, session):
        return f"/sessions/{session.public_id}/need/"

    def test_opening_decides_nothing_and_the_press_tells_everyone(self, client, session, need, coordinator):
        person = staff()
        person.phone = "01709 000000"
        person.save()
        booked(person, session)
        sign_in(client, coordinator)
        page = client.get(self.address(session)).content.decode()
        assert "Tom Ellis told us" in page
        assert SessionNeed.objects.get().decision == ""
        given = {"do": "online", "join_link": "https://meet.example.org/1"}
        page = client.post(self.address(session), given, follow=True).content.decode()
        assert "<strong>1</strong> of 1 have not opened it yet" in page
        assert "tel:01709 000000" in page
        OutboxMessage.objects.filter(kind="booking-changed").update(read_at=timezone.now())
        assert "Everybody has opened it" in client.get(self.address(session)).content.decode()

    def test_a_choice_that_lacks_something_is_said_beside_it(self, client, session, need, coordinator):
        sign_in(client, coordinator)
        response = client.post(self.address(session), {"do": "online", "join_link": ""})
        assert response.status_code == 422
        assert SessionNeed.objects.get().decision == ""

    def test_somebody_who_has_led_it_can_be_chosen(self, client, session, need, coordinator):
        SessionFactory(course=session.course, trainers=["Ann Lee"], spans=[(days_ahead(-9), days_ahead(-9, 16))])
        sign_in(client, coordinator)
        client.post(self.address(session), {"do": "substitute", "who": "0"})
        assert SessionTrainer.objects.filter(session=session, name="Ann Lee").exists()

    def test_the_ladder(self, client, session, need):
        assert "/accounts/login/" in client.get(self.address(session)).headers["location"]
        sign_in(client, staff().user)
        assert client.get(self.address(session)).status_code == 403
        assert client.post(self.address(session), {"do": "go_ahead"}).status_code == 403
        assert client.get("/sessions/00000000-0000-0000-0000-000000000000/need/").status_code == 404

    def test_a_session_with_nothing_to_decide_has_no_such_page(self, client, session, coordinator):
        sign_in(client, coordinator)
        assert client.get(self.address(session)).status_code == 404


def test_what_was_not_decided_by_the_end_of_the_session_waits_no_longer(session, need):
    end = session.ends_at
    assert list(SessionNeed.objects.open(end - datetime.timedelta(minutes=1))) == [need]
    assert list(SessionNeed.objects.open(end)) == []
