"""Turns of the clock kept in the database follow posts, absences, meetings, agreements and live dates."""

import datetime

import pytest

from foundation.models import PolicyValue
from supervision.actions.cycles import bring_up_to_date
from supervision.models import Cycle, ImportedHistory, Meeting
from supervision.policies import CASE_COUNTS
from tests.factories.supervision import AgreementFactory, HeldFactory, MeetingFactory
from tests.factories.workforce import AbsenceFactory, PersonFactory, PostFactory, TeamFactory, staff
from workforce.models import LiveFrom

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()


@pytest.fixture
def live():
    return LiveFrom.objects.create(module="supervision", team=None, starts_on=datetime.date(2026, 10, 1))


def _turns(person):
    bring_up_to_date(at=NOW, person_ids=[person.pk])
    return [(f"{row.due_on:%-d %b}", row.outcome) for row in Cycle.objects.filter(person=person).order_by("starts_on")]


def _held(person, *days, **more):
    for day in days:
        HeldFactory(supervisee=person, held_on=datetime.date(2026, *day), **more)


def test_four_tenths_of_full_time_and_agency_have_the_same_interval(live):
    part_time, agency = PersonFactory(), PersonFactory()
    PostFactory(person=part_time, fte="0.4")
    PostFactory(person=agency, contract="agency")
    for person in (part_time, agency):
        _held(person, (10, 5), (11, 2))
        assert _turns(person) == [("29 Oct", "on_time"), ("2 Nov", "on_time"), ("30 Nov", "open")]


def test_the_file_makes_a_newly_qualified_social_worker(live):
    person = PersonFactory()
    PostFactory(person=person, starts_on=datetime.date(2026, 10, 5), start_origin=1)
    _held(person, (10, 12), (10, 19))
    assert _turns(person)[:3] == [("12 Oct", "on_time"), ("19 Oct", "on_time"), ("26 Oct", "missed")]


def test_only_supervision_about_the_worker_counts(live):
    person = PersonFactory()
    PostFactory(person=person, start_origin=2, starts_on=datetime.date(2020, 4, 1))
    for kind in ("case", "group", "wellbeing", "ad_hoc"):
        _held(person, (11, 2), kind=kind)
    assert [outcome for _, outcome in _turns(person)] == ["missed", "open"]


def test_a_child_thought_about_in_full_within_a_meeting_counts_as_no_meeting(live):
    """Even where meetings about a child count, and the one it is part of does not."""
    PolicyValue.objects.create(
        key=CASE_COUNTS, starts_on=datetime.date(2026, 1, 1), value=1, reason="A trial", created_at=NOW
    )
    person = PersonFactory()
    PostFactory(person=person, start_origin=2, starts_on=datetime.date(2020, 4, 1))
    _held(person, (11, 2), kind="ad_hoc")
    whole = Meeting.objects.get()
    part = HeldFactory(supervisee=person, held_on=whole.held_on, kind="case", within=whole, case_key="a" * 64)
    assert [outcome for _, outcome in _turns(person)] == ["missed", "open"]
    Meeting.objects.filter(pk=part.pk).update(within=None, case_key="")
    assert [outcome for _, outcome in _turns(person)] == ["on_time", "open"]


def test_an_absence_moves_the_day(live):
    person = staff("p@example.org")
    _held(person, (11, 2))
    AbsenceFactory(person=person, starts_on=datetime.date(2026, 11, 9), ends_on=datetime.date(2026, 11, 14))
    assert _turns(person)[-1] == ("5 Dec", "open")


def test_an_agreed_closer_interval_counts(live):
    person = staff("p@example.org")
    _held(person, (11, 16))
    AgreementFactory(supervisee=person, interval_days=21)
    assert _turns(person)[-1] == ("7 Dec", "open")


def test_a_cancelled_date_gives_the_turn_its_reason(live):
    person = staff("p@example.org")
    _held(person, (10, 5))
    at = datetime.datetime(2026, 11, 2, 10, tzinfo=datetime.UTC)
    MeetingFactory(supervisee=person, state="cancelled", reason="supervisor_ill", starts_at=at)
    bring_up_to_date(at=NOW, person_ids=[person.pk])
    row = Cycle.objects.get(person=person, outcome="open")
    assert (row.reason, row.last_good_on) == ("supervisor_ill", datetime.date(2026, 11, 16))


def test_without_a_live_date_only_the_imported_past_counts():
    person, team = PersonFactory(), TeamFactory()
    PostFactory(person=person, team=team)
    _held(person, (3, 2), (3, 30), imported=True)
    assert _turns(person) == []
    ImportedHistory.objects.create(team=team, first_on=datetime.date(2026, 3, 2), last_on=datetime.date(2026, 6, 30))
    assert _turns(person) == [
        ("30 Mar", "on_time"),
        ("27 Apr", "missed"),
        ("25 May", "missed"),
        ("22 Jun", "missed"),
    ]


def test_running_it_again_changes_nothing_and_a_correction_puts_the_past_right(live):
    person = staff("p@example.org")
    _held(person, (10, 26))
    assert bring_up_to_date(at=NOW, person_ids=[person.pk]).added == 2
    again = bring_up_to_date(at=NOW, person_ids=[person.pk])
    assert (again.added, again.removed) == (0, 0)
    _held(person, (11, 16))
    assert _turns(person) == [("29 Oct", "on_time"), ("23 Nov", "on_time"), ("14 Dec", "open")]


def test_what_happened_under_a_joined_record_counts_for_the_human(live):
    kept = staff("kept@example.org")
    other = PersonFactory()
    PostFactory(person=other, ends_on=datetime.date(2020, 4, 1), starts_on=datetime.date(2019, 1, 1))
    _held(other, (11, 2))
    assert _turns(kept) == [("29 Oct", "missed"), ("26 Nov", "open")]
    other.joined_into = kept
    other.save()
    assert _turns(kept)[-1] == ("30 Nov", "open")
    assert not Cycle.objects.filter(person=other).exists()


def test_queries_do_not_grow_with_people(live, django_assert_max_num_queries):
    people = [staff(f"p{number}@example.org") for number in range(12)]
    for person in people:
        _held(person, (10, 5), (11, 2))
    with django_assert_max_num_queries(26):
        bring_up_to_date(at=NOW)
    assert Cycle.objects.filter(outcome="open").count() == 12
