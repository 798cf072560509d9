from datetime import UTC, datetime, time, timedelta

import pytest

from foundation import outbox, preferences
from foundation.actions.preferences import (
    ChoiceRefused,
    ask_for_number,
    choose,
    forget_number,
    normal_number,
    prove_number,
)
from foundation.delivery import deliver
from foundation.digests import build_due
from foundation.models import OutboxMessage
from foundation.preferences import AT_ONCE, Choices, Times
from foundation.scheduled import sweep_outbox
from tests.factories.workforce import UserFactory
from tests.foundation.mail_catcher import catching
from tests.foundation.text_catcher import catching_texts

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
QUIET = Choices(quiet_from=time(20), quiet_until=time(7))
DAILY = Choices(digest_hour=8)


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def texts(settings):
    with catching_texts(settings) as gateway:
        yield gateway


@pytest.fixture
def mails(settings):
    with catching(settings) as catcher:
        yield catcher


@pytest.fixture
def user():
    return UserFactory()


def chosen(user, **changes):
    fields = {"reminders": True, "digest_hour": None, "quiet_from": None, "quiet_until": None, "texts": False}
    return choose(user=user, at=MORNING, **fields | changes)


def write(user, number=1, **changes):
    fields = {
        "kind": "news",
        "source": f"booking:{number}:0",
        "to": user.email,
        "recipient": user,
        "subject": f"News {number}",
        "body": f"Text {number}\n",
        "at": MORNING,
    }
    return outbox.queue(**fields | changes)


def with_number(user):
    ask_for_number(user=user, number="07700 900123", at=MORNING)
    code = OutboxMessage.objects.get(kind="mobile-code").body[:6]
    return prove_number(user=user, code=code, at=MORNING)


@pytest.mark.parametrize(
    ("choices", "written", "own_mail", "expected"),
    [
        (Choices(), NIGHT, False, AT_ONCE),
        (QUIET, MORNING, False, AT_ONCE),
        (QUIET, NIGHT, False, Times(at(24, 7))),
        (QUIET, NIGHT, True, Times(at(24, 7))),
        (QUIET, at(24, 6, 59), False, Times(at(24, 7))),
        (QUIET, at(24, 7), False, AT_ONCE),
        (QUIET, at(24, 20), False, Times(at(25, 7))),
        (Choices(quiet_from=time(12), quiet_until=time(13)), at(24, 12, 30), False, Times(at(24, 13))),
        (DAILY, at(24, 7), False, Times(at(24, 8), in_digest=True)),
        (DAILY, at(24, 8), False, Times(at(25, 8), in_digest=True)),
        (DAILY, at(24, 7), True, AT_ONCE),
        (QUIET, at(1, 22, month=7), False, Times(at(2, 6, month=7))),  # summer time: 7am is 6am UTC
        (QUIET, datetime(2027, 3, 27, 23, tzinfo=UTC), False, Times(datetime(2027, 3, 28, 6, tzinfo=UTC))),
        (QUIET, datetime(2026, 10, 24, 22, tzinfo=UTC), False, Times(datetime(2026, 10, 25, 7, tzinfo=UTC))),
    ],
)
def test_when_a_message_may_leave(choices, written, own_mail, expected):
    assert preferences.times(choices, written, own_mail=own_mail) == expected


def test_a_message_of_the_night_leaves_in_the_morning(user, mails):
    chosen(user, quiet_from=time(20), quiet_until=time(7))
    message = write(user, at=NIGHT)
    assert message.not_before == at(24, 7)
    assert not delivery_at(message, at(24, 6, 59))
    assert delivery_at(message, at(24, 7))


def delivery_at(message, moment):
    return deliver(message_id=message.pk, at=moment)


@pytest.mark.parametrize("how", [{"urgent": True}, {"at_once": True}])
def test_urgent_news_and_what_was_asked_for_just_now_ignore_quiet_hours_and_daily_mail(user, how):
    chosen(user, quiet_from=time(20), quiet_until=time(7), digest_hour=8)
    message = write(user, at=NIGHT, **how)
    assert (message.not_before, message.in_digest) == (None, False)


def test_an_invitation_goes_as_its_own_mail(user):
    chosen(user, digest_hour=8)
    assert not write(user, calendar="BEGIN:VCALENDAR", calendar_method="REQUEST").in_digest


def test_somebody_without_an_account_is_written_to_at_once(user):
    chosen(user, digest_hour=8)
    assert not write(user, recipient=None).in_digest


class TestDailyMail:
    def test_it_holds_the_others_once(self, user, mails):
        chosen(user, digest_hour=8)
        first, second = write(user, 1), write(user, 2)
        assert build_due(at(24, 7, 59)) == 0
        assert build_due(at(24, 8)) == 1
        assert build_due(at(24, 8)) == 0
        digest = OutboxMessage.objects.get(kind="digest")
        assert digest.subject == "2 messages from the Rotherham Learning Academy"
        assert digest.body.index("Text 1") < digest.body.index("Text 2")
        assert "/my/messages/" in digest.body
        assert set(digest.bundled.all()) == {first, second}
        assert {row.state for row in digest.bundled.all()} == {"bundled"}
        sweep_outbox()
        assert [mail["Message-ID"] for mail in mails.mails] == [digest.message_id]

    def test_a_single_message_leaves_as_it_is(self, user, mails):
        chosen(user, digest_hour=8)
        message = write(user, at=datetime.now(UTC) - timedelta(days=2))
        sweep_outbox()
        message.refresh_from_db()
        assert (message.state, OutboxMessage.objects.filter(kind="digest").count()) == ("sent", 0)

    def test_people_get_their_own(self, user):
        other = UserFactory()
        for each in (user, other):
            chosen(each, digest_hour=8)
            write(each, 1), write(each, 2)
        assert build_due(at(24, 8)) == 2
        assert set(OutboxMessage.objects.filter(kind="digest").values_list("to_address", flat=True)) == {
            user.email,
            other.email,
        }

    def test_what_was_bundled_can_be_sent_again_on_its_own(self, user):
        chosen(user, digest_hour=8)
        message = write(user, 1)
        write(user, 2)
        build_due(at(24, 8))
        outbox.resend(message_id=message.pk, by=None, at=at(24, 9))
        message.refresh_from_db()
        assert (message.state, message.digest, message.in_digest) == ("queued", None, False)


def test_what_waits_follows_new_choices(user):
    chosen(user, digest_hour=8)
    message = write(user)
    chosen(user)
    message.refresh_from_db()
    assert (message.not_before, message.in_digest) == (None, False)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("quiet_until", {"quiet_from": time(20)}),
        ("quiet_until", {"quiet_from": time(20), "quiet_until": time(20)}),
        ("texts", {"texts": True}),
    ],
)
def test_choices_that_cannot_be_are_refused(user, field, changes):
    with pytest.raises(ChoiceRefused) as refusal:
        chosen(user, **changes)
    assert refusal.value.field == field


class TestTexts:
    def test_a_number_is_proved_by_its_code(self, user, texts):
        row = with_number(user)
        assert (row.mobile, row.texts, row.code_digest) == ("+447700900123", True, "")
        assert sweep_outbox() == 1
        assert texts.texts[0]["to"] == "+447700900123"

    def test_a_wrong_code_an_old_one_and_a_sixth_try_prove_nothing(self, user, texts):
        ask_for_number(user=user, number="07700900123", at=MORNING)
        code = OutboxMessage.objects.get().body[:6]
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        with pytest.raises(ChoiceRefused, match="no longer works"):
            prove_number(user=user, code=code, at=MORNING + timedelta(minutes=16))
        for _ in range(4):
            with pytest.raises(ChoiceRefused, match="not the code"):
                prove_number(user=user, code=wrong, at=MORNING)
        with pytest.raises(ChoiceRefused, match="no longer works"):
            prove_number(user=user, code=code, at=MORNING)

    def test_a_code_proves_only_the_number_it_was_sent_to(self, user, texts):
        ask_for_number(user=user, number="07700900123", at=MORNING)
        code = OutboxMessage.objects.get().body[:6]
        ask_for_number(user=user, number="07700900124", at=MORNING + timedelta(seconds=1))
        with pytest.raises(ChoiceRefused, match="not the code"):
            prove_number(user=user, code=code, at=MORNING + timedelta(seconds=2))

    def test_urgent_news_goes_both_ways(self, user, texts, mails):
        with_number(user)
        sweep_outbox()
        write(user, urgent=True, text="The session is off.")
        assert sweep_outbox() == 2
        text = OutboxMessage.objects.get(kind="news", channel="text")
        assert texts.texts[1] == {
            "to": "+447700900123",
            "text": "The session is off.",
            "reference": str(text.public_id),
        }
        assert texts.headers[1]["Authorization"] == "Bearer secret-of-the-test"
        assert texts.headers[1]["Idempotency-Key"] == str(text.public_id)
        assert len(mails.mails) == 1

    def test_other_news_and_people_without_a_number_get_none(self, user, texts):
        write(UserFactory(), urgent=True, text="x")
        with_number(user)
        write(user, text="x")
        forget_number(user=user, at=MORNING)
        write(user, 2, urgent=True, text="x")
        assert not OutboxMessage.objects.filter(kind="news", channel="text").exists()

    def test_without_a_gateway_there_are_none(self, user, settings):
        settings.TEXT_GATEWAY_URL = ""
        with pytest.raises(ChoiceRefused, match="not switched on"):
            with_number(user)

    @pytest.mark.parametrize(("answer", "state"), [(400, "failed"), (302, "queued"), (429, "queued"), (500, "queued")])
    def test_what_the_gateway_refuses_for_good_is_given_up_and_the_rest_tried_again(self, user, texts, answer, state):
        texts.answer = answer
        ask_for_number(user=user, number="07700900123", at=MORNING)
        sweep_outbox()
        message = OutboxMessage.objects.get()
        assert (message.state, str(answer) in message.error) == (state, True)


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "0044 7700-900123", "(07700) 900123"])
def test_a_number_may_be_written_in_any_usual_way(number):
    assert normal_number(number) == "+447700900123"


@pytest.mark.parametrize("number", ["", "01709 382121", "+1 202 555 0123", "07700 90012", "077009001234", "mobile"])
def test_what_is_no_british_mobile_number_is_refused(number):
    with pytest.raises(ChoiceRefused, match="07700 900123"):
        normal_number(number)
