"""A worker killed in the middle of a text or of a daily mail: nothing lost, at most the one in flight repeated."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from academy.services.environment import PROJECT
from foundation import delivery, outbox
from foundation.actions.preferences import choose
from foundation.digests import build_due
from foundation.models import OutboxMessage
from tests.factories.workforce import UserFactory
from tests.foundation.mail_catcher import catching
from tests.foundation.text_catcher import catching_texts

pytestmark = pytest.mark.django_db(transaction=True)
SETUP = "import django; django.setup(); from django.utils import timezone; "
DELIVER = SETUP + "from foundation.delivery import deliver; deliver(message_id={}, at=timezone.now())"
BUNDLE = (
    SETUP + "from django.db import transaction; from foundation import digests; import time; import sys\n"
    "with transaction.atomic():\n"
    "    digests.build_due(timezone.now())\n"
    "    print('built', flush=True)\n"
    "    time.sleep(60)\n"
)


def started(code, environment, **more):
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "academy.settings", **more}
    return subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, env=environment, stdout=subprocess.PIPE)


def write(user, number, at):
    source = f"s:{number}"
    return outbox.queue(kind="k", source=source, to=user.email, recipient=user, subject="S", body="B\n", at=at)


def kill(worker):
    worker.kill()
    worker.communicate()


def test_a_text_in_flight_is_repeated_under_the_same_key(settings, process_environment):
    with catching_texts(settings) as gateway:
        gateway.held = threading.Event()
        message = outbox.queue_text(
            kind="k", source="s:1", to="+447700900123", recipient=None, subject="S", text="T", at=datetime.now(UTC)
        )
        code = DELIVER.format(message.pk)
        worker = started(code, process_environment, TEXT_GATEWAY_URL=settings.TEXT_GATEWAY_URL)
        assert gateway.reached.wait(60)
        kill(worker)
        gateway.held.set()
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("attempting", 1)
        assert delivery.deliver(message_id=message.pk, at=datetime.now(UTC) + timedelta(minutes=6))
        assert [head["Idempotency-Key"] for head in gateway.headers] == [str(message.public_id)] * 2


def test_a_daily_mail_half_made_is_made_again_whole(settings, process_environment):
    user, now = UserFactory(), datetime.now(UTC)
    choose(user=user, reminders=True, digest_hour=8, quiet_from=None, quiet_until=None, texts=False, at=now)
    for number in range(3):
        write(user, number, now - timedelta(days=2))
    worker = started(BUNDLE, process_environment)
    assert worker.stdout.readline() == b"built\n"
    kill(worker)
    connection.close()
    assert not OutboxMessage.objects.filter(kind="digest").exists()
    with catching(settings) as catcher:
        assert build_due(now) == 1
        digest = OutboxMessage.objects.get(kind="digest")
        assert digest.bundled.count() == 3
        delivery.deliver(message_id=digest.pk, at=now)
        outbox.resend(message_id=digest.pk, by=None, at=now)
        delivery.deliver(message_id=digest.pk, at=now)
        assert [mail["Message-ID"] for mail in catcher.mails] == [digest.message_id] * 2


def test_two_clocks_at_once_make_one_daily_mail(settings):
    user, now = UserFactory(), datetime.now(UTC)
    choose(user=user, reminders=True, digest_hour=8, quiet_from=None, quiet_until=None, texts=False, at=now)
    for number in range(2):
        outbox.queue(
            kind="k",
            source=f"s:{number}",
            to=user.email,
            recipient=user,
            subject="S",
            body="B",
            at=now - timedelta(days=2),
        )
    barrier = threading.Barrier(4)

    def tick():
        barrier.wait()
        build_due(now)
        connection.close()

    clocks = [threading.Thread(target=tick) for _ in range(4)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    assert OutboxMessage.objects.filter(kind="digest").count() == 1
    assert OutboxMessage.objects.filter(state="bundled").count() == 2
