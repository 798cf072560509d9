"""How was it: asked when the register is closed, handed in once; the certificate may wait for it."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from courses import feedback_policies
from courses.actions import feedback, registers
from courses.actions.feedback import AnswerRefused
from courses.models import FormRequest, FormResponse, Quote
from cpd_records.models import Certificate
from foundation.actions.policies import set_value
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.versioned_forms.reading import BadAnswers
from tests.factories.bookings import staff
from tests.factories.feedback import GOOD, attended, evaluation_of, forms_in_use, hand_in
from tests.factories.workforce import RoleGrantFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def asked():
    forms_in_use()
    (booking,) = attended()
    return evaluation_of(booking)


def certificates(booking):
    return Certificate.objects.valid().filter(record__source=booking.source)


def never_wait():
    set_value(
        key=feedback_policies.CERTIFICATE_WAITS,
        value=Decimal(0),
        starts_on=timezone.localdate(),
        reason="Agreed",
        by=None,
        at=NOW(),
    )


def days_on(days):
    return NOW() + datetime.timedelta(days=days)


def test_closing_asks_and_the_certificate_waits(asked):
    assert (asked.state, asked.due_on) == ("asked", timezone.localdate() + datetime.timedelta(days=14))
    assert not certificates(asked.booking).exists()
    letter = OutboxMessage.objects.get(kind="attendance-recorded")
    assert f"/my/forms/{asked.public_id}/" in letter.body
    assert "Your certificate is ready as soon as you have told us how it was" in letter.body


def test_handing_in_releases_the_certificate(asked):
    hand_in(asked)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == ("answered", timezone.localdate())
    assert certificates(asked.booking).count() == 1


def test_with_the_policy_off_the_certificate_is_there_at_once():
    forms_in_use()
    never_wait()
    (booking,) = attended()
    assert certificates(booking).exists()
    letter = OutboxMessage.objects.get(kind="attendance-recorded")
    assert "with your certificate" in letter.body
    assert f"/my/forms/{evaluation_of(booking).public_id}/" in letter.body


def test_without_a_form_in_use_nobody_is_asked_and_nothing_waits():
    (booking,) = attended()
    assert not FormRequest.objects.exists()
    assert certificates(booking).exists()
    assert "/my/forms/" not in OutboxMessage.objects.get(kind="attendance-recorded").body


def test_learning_attended_in_part_is_asked_about_and_brings_no_certificate():
    forms_in_use()
    (booking,) = attended(mark="partial", minutes=60)
    hand_in(evaluation_of(booking))
    assert not certificates(booking).exists()


def test_who_was_not_there_is_not_asked():
    forms_in_use()
    attended(mark="absent")
    assert not FormRequest.objects.exists()


def test_switching_the_policy_off_releases_what_waits(asked):
    never_wait()
    feedback.look_after(at=NOW())
    feedback.look_after(at=NOW())
    assert certificates(asked.booking).count() == 1


def test_handing_in_twice_keeps_the_first(asked):
    hand_in(asked)
    with pytest.raises(AnswerRefused, match="handed this in already"):
        hand_in(asked, **{**GOOD, "useful": 1})
    assert FormResponse.objects.count() == 1


def test_answers_are_never_changed_or_removed(asked):
    hand_in(asked)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        FormResponse.objects.update(answers={})


def test_answers_that_do_not_fit_the_form_are_refused(asked):
    with pytest.raises(BadAnswers, match="must be answered"):
        hand_in(asked, confidence_before=3)
    assert not FormResponse.objects.exists()


def test_nobody_hands_in_for_somebody_else(asked):
    for user in (staff().user, RoleGrantFactory(role="coordinator").user):
        with pytest.raises(PermissionDenied):
            feedback.hand_in(request_id=asked.pk, answers={}, by=user, at=NOW())


def test_a_reminder_goes_once_in_good_time(asked):
    for days in (6, 7, 8, 9):
        feedback.look_after(at=days_on(days))
    letters = OutboxMessage.objects.filter(kind="form-reminder")
    assert letters.count() == 1
    assert "This is the only reminder" in letters.get().body


def test_who_has_answered_is_not_reminded(asked):
    hand_in(asked)
    feedback.look_after(at=days_on(8))
    assert not OutboxMessage.objects.filter(kind="form-reminder").exists()


def test_late_it_lapses_and_handed_in_late_it_still_brings_the_certificate(asked):
    feedback.look_after(at=days_on(15))
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    hand_in(asked, at=days_on(20))
    assert certificates(asked.booking).exists()


def test_on_the_last_day_it_is_still_open(asked):
    feedback.look_after(at=days_on(14))
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_register_put_right_asks_no_longer_and_asks_again(asked):
    booking, mark = asked.booking, asked.booking.session.dates.get()
    for value in ("absent", "present"):
        registers.correct(
            session_id=booking.session_id,
            marks=[registers.Given(booking.pk, mark.pk, value)],
            reason="Wrong person",
            by=None,
            at=NOW(),
        )
    states = FormRequest.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "asked"]


def test_a_register_put_right_after_the_answer_brings_the_certificate_without_asking_again(asked):
    hand_in(asked)
    booking, mark = asked.booking, asked.booking.session.dates.get()
    for value in ("absent", "present"):
        registers.correct(
            session_id=booking.session_id,
            marks=[registers.Given(booking.pk, mark.pk, value)],
            reason="Wrong person",
            by=None,
            at=NOW(),
        )
    assert FormRequest.objects.count() == 1
    assert certificates(booking).count() == 1


def test_the_log_holds_no_words(asked):
    hand_in(asked)
    entry = ChangeLogEntry.objects.get(verb="form handed in")
    assert (entry.fields, entry.reason) == (["state"], "")


def test_ticked_words_become_a_quote_to_decide_on(asked):
    hand_in(asked, quote=["will_change"])
    quote = Quote.objects.get()
    assert (quote.words, quote.decision, quote.course) == ("Ask the child first.", "", asked.booking.session.course)
    assert list(Quote.objects.to_read()) == [quote]
    assert not Quote.objects.shown().exists()


def test_only_questions_that_offer_it_become_quotes(asked):
    hand_in(asked, quote=["useful"])
    assert not Quote.objects.exists()


def test_an_approved_quote_is_shown_until_leave_is_taken_back(asked):
    hand_in(asked, quote=["will_change"])
    coordinator, quote = RoleGrantFactory(role="coordinator").user, Quote.objects.get()
    feedback.decide(quote_id=quote.pk, approve=True, by=coordinator, at=NOW())
    assert list(Quote.objects.shown()) == [quote]
    feedback.take_back(quote_id=quote.pk, by=asked.person.user, at=NOW())
    feedback.decide(quote_id=quote.pk, approve=True, by=coordinator, at=NOW())
    assert not Quote.objects.shown().exists()


def test_only_a_coordinator_decides_and_only_the_writer_takes_back(asked):
    hand_in(asked, quote=["will_change"])
    quote, stranger = Quote.objects.get(), staff().user
    with pytest.raises(PermissionDenied):
        feedback.decide(quote_id=quote.pk, approve=True, by=asked.person.user, at=NOW())
    with pytest.raises(PermissionDenied):
        feedback.take_back(quote_id=quote.pk, by=stranger, at=NOW())
