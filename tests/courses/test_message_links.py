"""Links in messages never act when opened: a mail scanner that opens them all changes nothing (DESIGN 4)."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache

from courses.models import Booking
from foundation import wordings
from foundation.models import OutboxMessage
from tests.courses import letters_about_changes, letters_of_other_rooms, letters_sent
from tests.courses.editors import sign_in
from tests.courses.letters_written import letters_written
from tests.factories.bookings import booked, staff
from tests.house.floors import FLOORS
from tests.supervision import letters_sent as supervision_letters

pytestmark = pytest.mark.django_db
LOOKING = {"foundation.changelogentry", "courses.calendarfeed", "workforce.readlog"}
"""What a look may leave behind when somebody is signed in: that they looked."""


WRITTEN_BY_EDITORS = "/contact/"
"""A page of the CMS, which an empty database has not."""
ENDED = "/peer-reflection/"
"""A colleague's answer closes the page for good, and so does a refusal."""
HAPPENINGS = (
    *letters_sent.ALL,
    *letters_about_changes.ALL,
    *letters_of_other_rooms.ALL,
    *supervision_letters.ALL,
)
"""A charge, a place on a pathway and a step done are told by a page, not by a letter."""


@pytest.fixture
def person(settings):
    """Who all of it is about, after a month in which everything happened."""
    cache.clear()
    settings.TEXT_GATEWAY_URL = "https://texts.example/"
    found = staff(line_manager=staff())
    letters_of_other_rooms.with_texts(found)
    for happening in HAPPENINGS:
        happening(found)
    return found


def links():
    bodies = OutboxMessage.objects.values_list("body", flat=True)
    return sorted({link for body in bodies for link in re.findall(r"https?://\S+", body)})


def everything(*, signed_in):
    """Every row of every table of ours."""
    rows = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label in FLOORS and not (signed_in and label in LOOKING):
            found = list(model._default_manager.order_by("pk").values())
            rows[label] = [{**row, "read_at": None} if signed_in else row for row in found]
    return rows


def opened(client):
    """Every link opened once, as a mail scanner does; what it was answered."""
    answers = {}
    for link in links():
        cache.clear()  # a scanner has many addresses, and is not stopped by the rate limit of one
        answers[link] = client.get(link.removeprefix(settings.WAGTAILADMIN_BASE_URL)).status_code
    return answers


def untouched(client, *, signed_in):
    """What opening every link answered, after a look that it left every row as it was and met no error."""
    before = everything(signed_in=signed_in)
    answers = opened(client)
    assert [link for link, status in answers.items() if status >= 500] == []
    after = everything(signed_in=signed_in)
    assert {label for label in before if before[label] != after[label]} == set()
    return answers


def test_a_robot_changes_nothing_and_finds_a_page_of_this_site_behind_every_link_of_all_letters(client, person):
    """One test, because writing all letters takes longest. A new `Wording` in the slot fails it until something
    that happens above makes the Academy write it."""
    assert sorted(set(wordings.definitions()) - letters_written()) == []
    assert [link for link in links() if not link.startswith(settings.WAGTAILADMIN_BASE_URL)] == []
    answers = untouched(client, signed_in=False)
    lost = [link for link, status in answers.items() if status == 404 and not link.endswith(WRITTEN_BY_EDITORS)]
    assert [link for link in lost if ENDED not in link] == []
    assert [link for link, status in answers.items() if ENDED in link and status == 200]


def test_a_robot_that_is_signed_in_changes_nothing(client, person):
    sign_in(client, person.user)
    assert untouched(client, signed_in=True)


def test_pressing_what_a_link_leads_to_does_act(client):
    """The check above would pass on links that lead nowhere."""
    booking = booked()
    sign_in(client, booking.person.user)
    (link,) = (link for link in links() if link.endswith("/cancel/"))
    client.post(link.removeprefix(settings.WAGTAILADMIN_BASE_URL))
    assert Booking.objects.get(pk=booking.pk).state == "cancelled"
