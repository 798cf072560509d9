import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from academy.celery import app
from academy.services.environment import PROJECT
from foundation import delivery, outbox
from foundation.mail import FolderBackend, InvitationEmail
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.scheduled import sweep_outbox
from tests.foundation.mail_catcher import catching

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Café – 3 Häuser\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def catcher(settings):
    with catching(settings) as caught:
        yield caught


def write(**changes):
    fields = {
        "kind": "booking.confirmed",
        "source": "booking:1:0",
        "to": "learner@example.org",
        "recipient": None,
        "subject": "You are booked – Three Houses",
        "body": "Dear learner,\n\nYou have a place.\n",
        "at": AT,
    }
    return outbox.queue(**fields | changes)


def send(message, after=timedelta()):
    delivery.deliver(message_id=message.pk, at=AT + after)
    message.refresh_from_db()
    return message


@pytest.mark.django_db
def test_the_same_happening_is_queued_once():
    assert write().pk == write(body="again").pk
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_sends_nothing():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_the_worker_is_told_only_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        write()
    assert len(callbacks) == 1


@pytest.mark.django_db
def test_the_mail_arrives_with_its_text_and_its_message_id(catcher):
    message = send(write())
    [mail] = catcher.mails
    assert message.state == "sent"
    assert mail["Message-ID"] == message.message_id
    assert mail["Subject"] == "You are booked – Three Houses"
    assert mail["To"] == "learner@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n") == "Dear learner,\n\nYou have a place.\n"


@pytest.mark.django_db
def test_an_invitation_stands_beside_the_text_and_as_a_file(catcher):
    send(write(calendar=CALENDAR, calendar_method="REQUEST"))
    [mail] = catcher.mails
    text, calendar, attached = [part for part in mail.walk() if not part.is_multipart()]
    assert text.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar.get_payload(decode=True).decode() == CALENDAR
    assert attached.get_filename() == "invitation.ics"
    assert attached.get_payload(decode=True).decode() == CALENDAR
    assert mail.get_content_type() == "multipart/mixed"


@pytest.mark.django_db
def test_a_sent_message_is_not_sent_again(catcher):
    message = send(write())
    send(message, timedelta(days=1))
    assert len(catcher.mails) == 1


@pytest.mark.django_db
def test_a_failure_keeps_its_reason_and_waits_longer_each_time(catcher):
    catcher.answer = "451 try later"
    message = send(write())
    assert (message.state, message.attempts) == ("queued", 1)
    assert "451 try later" in message.error
    assert message.retry_at == AT + timedelta(minutes=1)
    assert send(message, timedelta(seconds=30)).attempts == 1
    assert send(message, timedelta(minutes=1)).retry_at == AT + timedelta(minutes=3)
    catcher.answer = "250 OK"
    assert send(message, timedelta(minutes=3)).state == "sent"
    assert message.error == ""


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_given_up_at_once(catcher):
    catcher.answer = "550 no such person"
    message = send(write())
    assert message.state == "failed"
    assert "550 no such person" in message.error


@pytest.mark.django_db
def test_ten_failures_are_enough(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = write()
    for hours in range(0, 30, 3):
        send(message, timedelta(hours=hours))
    assert (message.state, message.attempts) == ("failed", 10)
    assert "could not be reached" in message.error


DELIVER = "import django; django.setup(); from foundation.delivery import deliver; from django.utils import timezone; \
deliver(message_id={}, at=timezone.now())"


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_a_row_that_is_sent_again_as_the_same_mail(
    catcher, settings, process_environment
):
    catcher.hold = True
    message = write(at=datetime.now(UTC))
    address = f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    environment = process_environment | {"EMAIL_URL": address, "DJANGO_SETTINGS_MODULE": "academy.settings"}
    worker = subprocess.Popen([sys.executable, "-c", DELIVER.format(message.pk)], cwd=PROJECT, env=environment)
    assert catcher.reached.wait(30)
    worker.kill()
    worker.wait()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("attempting", 1)
    catcher.hold = False
    assert not delivery.deliver(message_id=message.pk, at=datetime.now(UTC))
    assert delivery.deliver(message_id=message.pk, at=datetime.now(UTC) + timedelta(minutes=6))
    assert [mail["Message-ID"] for mail in catcher.mails] == [message.message_id] * 2


@pytest.mark.django_db
def test_the_sweep_sends_what_nobody_sent(catcher):
    write(), write(source="booking:2:0", urgent=True, subject="Urgent")
    assert sweep_outbox() == 2
    assert [mail["Subject"] for mail in catcher.mails] == ["Urgent", "You are booked – Three Houses"]
    assert sweep_outbox() == 0


def test_the_clock_knows_the_sweep():
    app.loader.import_default_modules()
    names = {job["task"] for job in app.conf.beat_schedule.values()}
    assert "foundation.sweep_outbox" in names
    assert names <= set(app.tasks)


@pytest.mark.django_db
def test_resending_is_recorded_and_keeps_the_message_id(catcher):
    message = send(write())
    outbox.resend(message_id=message.pk, by=None, at=AT + timedelta(hours=1))
    send(message, timedelta(hours=1))
    assert [mail["Message-ID"] for mail in catcher.mails] == [message.message_id] * 2
    assert ChangeLogEntry.objects.get().verb == "message.resent"


@pytest.mark.django_db
def test_a_message_on_its_way_cannot_be_resent():
    message = write()
    OutboxMessage.objects.filter(pk=message.pk).update(state="attempting", attempted_at=AT)
    with pytest.raises(outbox.BadMessage, match="being sent"):
        outbox.resend(message_id=message.pk, by=None, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"to": "nobody"}, {"subject": "a\nBcc: x@example.org"}, {"calendar": CALENDAR}, {"calendar_method": "X"}]
)
def test_a_message_that_cannot_be_sent_is_refused(wrong):
    with pytest.raises(outbox.BadMessage):
        write(**wrong)


def test_without_a_mail_server_the_demo_writes_files_that_mail_programs_open(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    mail = InvitationEmail(
        message_id="<1@example.org>",
        sent_at=AT,
        subject="You are booked / Three Houses",
        body="Hello",
        from_email="a@example.org",
        to=["b@example.org"],
    )
    FolderBackend().send_messages([mail])
    [file] = (tmp_path / "mail").glob("*.eml")
    assert b"Subject: You are booked / Three Houses\r\n" in file.read_bytes()
