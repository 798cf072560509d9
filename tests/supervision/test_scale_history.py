"""Scaling drawn with its history: from signed records of the two, and only those that the reader may read."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.versioned_forms.schema import FormField, FormSection, Schema
from supervision.permissions import standings
from supervision.presenters.scale_history import histories
from tests.factories.records import begun, form_version, held_meeting, shared, signed, worker
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ENDS = {"low_label": "cannot go on", "high_label": "just right"}
SCHEMA = Schema(
    title="Scales",
    sections=(
        FormSection(
            id="s-work",
            heading="Work",
            settings={"visibility": "management"},
            fields=(
                FormField("f-load", "scale", "How is your workload?", code="workload", settings=ENDS),
                FormField("f-window", "window", "How have I been?", code="window"),
            ),
        ),
        FormSection(
            id="s-well",
            heading="How are you?",
            settings={"visibility": "wellbeing"},
            fields=(FormField("f-energy", "scale", "My energy", code="energy"),),
        ),
    ),
)


def answers(load, energy=None):
    found = {"f-load": load, "f-window": {"support": load, "challenge": 3}}
    return found | ({"f-energy": energy} if energy is not None else {})


@pytest.fixture
def version():
    return form_version(SCHEMA)


@pytest.fixture
def pair():
    supervisor = worker()
    return supervisor, worker(supervisor)


def met(pair, version, day, load=None, energy=None):
    supervisor, supervisee = pair
    meeting = held_meeting(supervisee, supervisor, held_on=datetime.date(2026, *day))
    record = begun(meeting, version)
    return signed(record, answers=answers(load, energy)) if load is not None else record


@pytest.fixture
def year(pair, version):
    """Three signed records and one being written."""
    for day, load, energy in (((8, 3), 5, 2), ((8, 31), 6, 4), ((9, 28), 8, 9)):
        met(pair, version, day, load, energy)
    return met(pair, version, (10, 26))


def told_to(record, user):
    now = timezone.now()
    return histories(record, standings(user, record.meeting, now), timezone.localdate(now))


def told(record, person):
    found = told_to(record, person.user)
    return {each.prompt: [point.value for point in each.points] for rows in found.values() for each in rows}


def test_the_form_draws_where_the_two_stood_before(client, year, pair):
    sign_in(client, pair[0].user)
    text = client.get(reverse("supervision:write", args=[year.public_id])).content.decode()
    assert "From 0 to 10: 5 on 3 August 2026, 6 on 31 August 2026, 8 on 28 September 2026." in text
    assert text.count("<polyline") == 3  # workload, and the two of the window
    assert "0 is “cannot go on”, 10 is “just right”." in text


def test_the_record_draws_its_own_number_last(client, year, pair):
    signed(year, answers=answers(9))
    sign_in(client, pair[1].user)
    text = client.get(reverse("supervision:read_record", args=[year.public_id])).content.decode()
    assert "8 on 28 September 2026, 9 on 26 October 2026." in text
    assert "academy-scale-history__dot--now" in text


def test_wellbeing_is_drawn_for_the_supervisee_and_not_for_the_supervisor_unless_shared(year, pair):
    supervisor, supervisee = pair
    assert told(year, supervisee)["My energy"] == [2, 4, 9]
    assert "My energy" not in told(year, supervisor)
    newest = type(year).objects.locked().order_by("-meeting__held_on").first()
    type(year).objects.filter(pk=newest.pk).update(shared_with="supervisor")
    assert told(year, supervisor)["My energy"] == [9]


def test_what_is_only_shared_is_not_yet_drawn_nor_what_came_later(pair, version, year):
    later = met(pair, version, (11, 9), 1)
    shared(year, answers=answers(9))
    assert told(later, pair[0])["How is your workload?"] == [5, 6, 8]
    assert told(year, pair[0])["How is your workload?"] == [5, 6, 8]


def test_another_supervisor_finds_nothing_drawn(year, pair, version):
    supervisor, supervisee = pair
    new = worker()
    supervisee.posts.update(line_manager=new, manager_from=timezone.localdate())
    assert told(year, new) == {}
    assert told(year, supervisor) == {}
    assert told(year, worker()) == {}
    own = met((new, supervisee), version, (11, 9))
    assert told(own, new) == {}


def test_the_queries_do_not_grow_with_records(year, pair, version, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    user = type(pair[0].user).objects.get(pk=pair[0].user.pk)
    told_to(year, user)
    with CaptureQueriesContext(connection) as before:
        told_to(year, user)
    for month in (5, 6, 7):
        met(pair, version, (month, 1), 4)
    with django_assert_num_queries(len(before)):
        told_to(year, user)
