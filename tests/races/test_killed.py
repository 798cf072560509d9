"""Web process and worker are killed in the middle of offers and mail: nothing is lost (DESIGN 4, "Messages")."""

import datetime
import json
import subprocess
import sys
from collections import Counter

import pytest
from django.utils import timezone

from academy.services.environment import PROJECT
from courses import invariants
from courses.actions import bookings, waiting
from courses.models import Booking, Offer
from foundation.delivery import deliver, due
from foundation.models import OutboxMessage
from tests.academy.programs import eventually
from tests.factories.waiting import full_session, waits
from tests.foundation.mail_catcher import catching

PLACES, WAITERS = 5, 8
WORKER = """
import django, time; django.setup()
from foundation.scheduled import sweep_outbox
while True:
    sweep_outbox(); time.sleep(0.05)
"""


@pytest.fixture
def catcher(settings):
    with catching(settings) as found:
        yield found


def program(arguments, environment, settings_module):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=environment | {"DJANGO_SETTINGS_MODULE": settings_module},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(process):
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def each_step_has_its_letter(session):
    """What is committed is told: an offer has its letter, a place given up has its own, and none has two."""
    rows = Booking.objects.filter(session=session)
    kinds = {
        "place-offered": Offer.objects.filter(booking__in=rows).count(),
        "booking-cancelled": rows.filter(state="cancelled").count(),
        "booking-confirmed": rows.filter(events__to_state="booked").distinct().count(),
        "waiting-joined": WAITERS,
    }
    found = Counter(OutboxMessage.objects.values_list("kind", flat=True))
    assert {kind: found[kind] for kind in kinds} == kinds


def calendar_of(mail):
    """The name and the sequence of a mail's calendar entry, if it carries one."""
    parts = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/calendar"]
    lines = "".join(parts[:1]).splitlines()
    return [line for line in lines if line.startswith(("UID", "SEQUENCE"))]


def give_up_and_answer(first, environment):
    """A web process at work, killed between one step and the next."""
    web = program(["-m", "tests.races.killed_web"], environment, "tests.settings")
    try:
        pairs = [[booking.person.user_id, str(booking.public_id)] for booking in first]
        web.stdin.write(f"{json.dumps(pairs)}\n")
        web.stdin.flush()
        assert [web.stdout.readline() for _ in range(3)] == ["302\n", "200\n", "302\n"]
    finally:
        kill(web)


def kill_in_the_middle_of_a_mail(worker, catcher, last):
    """The mail server falls silent with a mail in its hands, and the worker dies waiting for its word."""
    try:
        assert eventually(lambda: len(catcher.mails) >= 2, 60)
        catcher.hold, before = True, len(catcher.mails)
        bookings.cancel(booking_id=last.pk, reason="other", by=None, at=timezone.now())
        assert eventually(lambda: len(catcher.mails) > before, 60)
    finally:
        kill(worker)
    catcher.hold = False


def go_on(first):
    """What was left undone is done, and the sweep sends what nobody sent."""
    for booking in Booking.objects.filter(pk__in=[row.pk for row in first], state="booked"):
        bookings.cancel(booking_id=booking.pk, reason="other", by=None, at=timezone.now())
    for offer in Offer.objects.open():
        waiting.accept(token=offer.token, by=None, at=timezone.now())
    later = timezone.now() + datetime.timedelta(minutes=6)
    for pk in list(due(later).values_list("pk", flat=True)):
        assert deliver(message_id=pk, at=later)


def everything_arrived(mails):
    """Each message arrived; at most the one in flight twice, as the same mail with the same calendar entry."""
    arrived = Counter(mail["Message-ID"] for mail in mails)
    assert set(arrived) == set(OutboxMessage.objects.values_list("message_id", flat=True))
    repeated = [key for key, times in arrived.items() if times > 1]
    assert len(repeated) <= 1
    for key in repeated:
        once, again = [calendar_of(mail) for mail in mails if mail["Message-ID"] == key]
        assert once == again


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_web_and_worker_are_killed_in_the_middle(catcher, settings, process_environment):
    session = full_session(PLACES)
    for _ in range(WAITERS):
        waits(session)
    first = list(Booking.objects.filter(session=session, state="booked").select_related("person"))
    environment = process_environment | {"EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"}
    worker = program(["-c", WORKER], environment, "academy.settings")
    give_up_and_answer(first, environment)
    kill_in_the_middle_of_a_mail(worker, catcher, first[-1])
    assert list(invariants.breaches()) == []
    each_step_has_its_letter(session)
    go_on(first)
    served = Booking.objects.filter(session=session, state="booked").values_list("queue_number", flat=True)
    assert sorted(served) == list(range(1, PLACES + 1))
    each_step_has_its_letter(session)
    assert list(invariants.breaches()) == []
    everything_arrived(catcher.mails)
