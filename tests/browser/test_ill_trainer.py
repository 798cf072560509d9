"""A trainer falls ill at 7:00: by 7:05 everyone has been told, whoever decides standing at a bus stop."""

import datetime
import re

import pytest
from django.utils import timezone

from courses.actions import trainer_links
from courses.models import SessionTrainer
from foundation import delivery
from foundation.models import OutboxMessage
from tests.browser.journey import RUTH, Visitor
from tests.factories.bookings import booked
from tests.factories.courses import SessionFactory
from tests.foundation.mail_catcher import catching

pytestmark = [pytest.mark.browser, pytest.mark.sample, pytest.mark.django_db(transaction=True)]
FIVE_MINUTES = datetime.timedelta(minutes=5)


@pytest.fixture
def session():
    """Today in two hours, with three people, led by somebody from outside."""
    start = timezone.now() + datetime.timedelta(hours=2)
    made = SessionFactory(spans=[(start, start + datetime.timedelta(hours=6))], counts_towards_allowance=False)
    SessionTrainer.objects.create(session=made, name="Tom Ellis", email="tom.ellis@example.org")
    for _ in range(3):
        booked(session=made)
    return made


def newest(kind):
    return OutboxMessage.objects.filter(kind=kind).latest("pk").body


def says_that_he_is_ill(visitor, session):
    trainer_links.send_links(session_id=session.pk, by=None, at=timezone.now())
    visitor.goes_to(re.search(r"/trainer/[^/\s]+/", newest("trainer-page"))[0])
    visitor.presses("button", "Send me a code")
    visitor.page.get_by_label("Code").fill(re.search(r"is (\d{6})", newest("trainer-code"))[1])
    visitor.presses("button", "Open my page")
    visitor.presses("button", "I am ill")
    visitor.presses("button", "I am ill and cannot come")
    visitor.sees("Thank you for telling us")


def decides(visitor, session):
    visitor.signs_in(RUTH)
    visitor.goes_to(re.search(r"/sessions/[^/\s]+/need/", newest("session-needs-decision"))[0])
    visitor.page.get_by_text("Hold it online").first.click()
    visitor.page.get_by_label("Link to join").fill("https://meet.example.org/today")
    visitor.presses("button", "Hold it online and tell everyone")
    visitor.sees("have not opened it yet")


def test_everyone_has_been_told_within_five_minutes(browser, live_server, settings, session):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visitor = Visitor(context.new_page(), live_server)
    seven = timezone.now()
    says_that_he_is_ill(visitor, session)
    decides(visitor, session)
    news = OutboxMessage.objects.filter(
        kind="booking-changed", about__in=[row.source for row in session.bookings.all()]
    )
    with catching(settings) as caught:
        for message in news:
            delivery.deliver(message_id=message.pk, at=timezone.now())
    assert len({mail["To"] for mail in caught.mails}) == 3
    assert all(message.urgent and message.state == "sent" for message in news.all())
    assert max(message.sent_at for message in news.all()) - seven < FIVE_MINUTES
    context.close()
