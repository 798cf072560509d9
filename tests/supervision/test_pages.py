"""The pages of supervision, each down the access ladder."""

import datetime

import pytest
from django.utils import timezone

from foundation.models import OutboxMessage
from supervision.actions.cycles import bring_up_to_date
from supervision.models import Cycle, Meeting
from tests.factories.supervision import AgreementFactory, HeldFactory
from tests.factories.workforce import DeputyFactory, RoleGrantFactory, UserFactory, staff
from tests.supervision.page_steps import planned_with, strangers

pytestmark = pytest.mark.django_db


def test_my_page_shows_what_is_mine(pair, as_, django_assert_max_num_queries):
    _, manager, worker = pair
    planned_with(worker, manager)
    HeldFactory(supervisee=worker, supervisor=manager)
    AgreementFactory(supervisee=worker, supervisor=manager)
    page = as_(worker).get("/my/supervision/")
    text = page.content.decode()
    for words in (manager.full_name, "10am to 11:30am", "16 November 2026", "Agreed, to review by"):
        assert words in text


def test_my_page_is_empty_but_kind_for_somebody_without_any(as_):
    text = as_(UserFactory()).get("/my/supervision/").content.decode()
    assert "Nothing is recorded yet" in text


@pytest.mark.parametrize("path", ["/my/supervision/", "/team/supervision/", "/supervision/compliance/"])
def test_signed_out_and_wrong_method(path, client, pair, as_):
    assert client.get(path).status_code == 302
    assert as_(pair[1]).post(path).status_code == 405


def test_the_team_page_lists_whom_i_supervise_and_sets_half_a_year_in_one_press(pair, as_):
    _, manager, worker = pair
    client = as_(manager)
    page = client.get("/team/supervision/").content.decode()
    assert worker.full_name in page
    line = client.get("/team/supervision/").context["lines"][0]
    given = {
        "day-day": line.suggested.day, "day-month": line.suggested.month, "day-year": line.suggested.year,
        "starts": f"{timezone.localtime(line.suggested):%H:%M}", "minutes": 90, "mode": "in_person",
    }  # fmt: skip
    answer = client.post(f"/team/supervision/{worker.public_id}/dates/", given, follow=True)
    assert "dates with" in answer.content.decode()
    made = Meeting.objects.planned()
    assert 5 <= made.count() <= 8
    assert all(row.supervisor == manager and row.minutes == 90 for row in made)
    letters = OutboxMessage.objects.filter(kind="supervision-planned")
    assert letters.count() == 2 * made.count()
    assert "Set dates for six months" not in client.get("/team/supervision/").content.decode()
    client.post(f"/team/supervision/{worker.public_id}/dates/", given)
    assert Meeting.objects.planned().count() == made.count()


def test_the_calendar_says_nothing_personal(pair, as_):
    _, manager, worker = pair
    meeting = planned_with(worker, manager)
    as_(worker).post(f"/supervision/{meeting.public_id}/move/", _another(meeting, 1))
    for letter in OutboxMessage.objects.filter(kind="supervision-moved"):
        event = letter.calendar.replace("\r\n ", "")
        [summary] = [line for line in event.splitlines() if line.startswith("SUMMARY")]
        assert summary == "SUMMARY:Supervision"
        assert "SEQUENCE:1" in event
        other = manager if letter.to_address == worker.work_email else worker
        assert other.full_name not in event


def _another(meeting, days, **more):
    to = timezone.localtime(meeting.starts_at) + datetime.timedelta(days=days)
    return {"to": f"{to:%Y-%m-%dT%H:%M}", "reason": "asked", **more}


def test_a_date_moves_in_two_presses_by_either_and_keeps_the_day_first_planned(pair, as_):
    _, manager, worker = pair
    meeting = planned_with(worker, manager)
    for person, days in ((worker, 1), (manager, 2)):
        client = as_(person)
        assert client.get(f"/supervision/{meeting.public_id}/move/").status_code == 200
        assert client.post(f"/supervision/{meeting.public_id}/move/", _another(meeting, days)).status_code == 302
    first = meeting.planned_for
    meeting.refresh_from_db()
    assert (meeting.planned_for, meeting.sequence, meeting.reason) == (first, 2, "asked")
    assert timezone.localdate(meeting.starts_at) == first + datetime.timedelta(days=2)
    assert meeting.events.filter(verb="moved").count() == 2


def test_moved_beyond_the_policy_it_says_that_it_will_count_as_late(pair, as_):
    _, manager, worker = pair
    meeting = planned_with(worker, manager)
    page = as_(manager).post(f"/supervision/{meeting.public_id}/move/", _another(meeting, 30), follow=True)
    assert "count as late" in page.content.decode()


@pytest.mark.parametrize("what", ["move", "cancel", "held"])
def test_dates_are_for_the_two_and_who_deputises(pair, as_, client, what):
    above, manager, worker = pair
    meeting = planned_with(worker, manager)
    path = f"/supervision/{meeting.public_id}/{what}/"
    assert client.get(path).status_code == 302
    for who, user in strangers(manager).items():
        assert as_(user).get(path).status_code == 404, who
    assert as_(above).get(path).status_code == 403
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=manager, deputy=deputy, starts_on=timezone.localdate(), ends_on=datetime.date(2100, 1, 1))
    assert as_(deputy).get(path).status_code == 200
    assert as_(manager).delete(path).status_code == 405
    assert as_(manager).get(f"/supervision/00000000-0000-4000-8000-000000000000/{what}/").status_code == 404


def test_cancelled_with_a_reason_both_are_told_and_it_cannot_be_cancelled_again(pair, as_):
    _, manager, worker = pair
    meeting = planned_with(worker, manager)
    path = f"/supervision/{meeting.public_id}/cancel/"
    assert as_(worker).post(path, {}).status_code == 200
    assert as_(worker).post(path, {"reason": "court"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.reason) == ("cancelled", "court")
    letters = OutboxMessage.objects.filter(kind="supervision-cancelled")
    assert {letter.calendar_method for letter in letters} == {"CANCEL"}
    assert letters.count() == 2
    assert "no longer planned" in as_(worker).post(path, {"reason": "court"}).content.decode()


def test_held_by_who_led_it_only_and_the_clock_starts_again(pair, as_):
    _, manager, worker = pair
    meeting = planned_with(worker, manager, days=0)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - datetime.timedelta(hours=2))
    path = f"/supervision/{meeting.public_id}/held/"
    given = {"minutes": 75, "mode": "online"}
    assert as_(worker).post(path, given).status_code == 200
    assert as_(manager).post(path, given).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes, meeting.held_on) == ("held", 75, timezone.localdate())
    assert meeting.write_by
    assert Cycle.objects.get(person=worker, outcome="open").starts_on == meeting.held_on


def test_one_that_lies_ahead_was_not_held(pair, as_):
    meeting = planned_with(pair[2], pair[1])
    page = as_(pair[1]).post(f"/supervision/{meeting.public_id}/held/", {"minutes": 75, "mode": "online"})
    assert "lies ahead" in page.content.decode()


def test_a_supervision_nobody_planned_is_recorded_once(pair, as_):
    _, manager, worker = pair
    today = timezone.localdate()
    given = {
        "held_on-day": today.day, "held_on-month": today.month, "held_on-year": today.year,
        "kind": "individual", "minutes": 60, "mode": "in_person",
    }  # fmt: skip
    path = f"/team/supervision/{worker.public_id}/held/"
    assert as_(manager).post(path, given).status_code == 302
    assert "recorded already" in as_(manager).post(path, given).content.decode()
    for who, user in strangers(manager).items():
        assert as_(user).get(path).status_code == 404, who
    assert as_(worker).get(path).status_code == 404


def test_the_team_page_is_for_supervisors(pair, as_):
    assert as_(pair[2]).get("/team/supervision/").status_code == 403
    assert as_(UserFactory()).get("/team/supervision/").status_code == 403


def test_queries_of_the_team_page_do_not_grow(pair, as_, django_assert_max_num_queries):
    _, manager, _ = pair
    for number in range(8):
        person = staff(f"p{number}@example.org", manager=manager)
        HeldFactory(supervisee=person, supervisor=manager)
        planned_with(person, manager)
    bring_up_to_date(at=timezone.now())
    client = as_(manager)
    client.get("/team/supervision/")
    with django_assert_max_num_queries(24):
        assert len(client.get("/team/supervision/").context["lines"]) == 9


def test_the_desk_says_what_is_due(pair, as_):
    _, manager, worker = pair
    planned_with(worker, manager)
    assert "Your next supervision" in as_(worker).get("/desk/").content.decode()
    assert "Supervision in your team" in as_(manager).get("/desk/").content.decode()


def test_compliance_is_for_managers_and_leaders_and_logged(pair, as_):
    _, manager, worker = pair
    leader = UserFactory()
    RoleGrantFactory(user=leader, role="leader")
    for user, people in ((manager.user, 1), (leader, 3)):
        page = as_(user).get("/supervision/compliance/")
        assert "North Locality 5" in page.content.decode()
        assert f'data-label="At a group">0 of {people}<' in page.content.decode()
        assert worker.full_name not in page.content.decode()
    assert as_(worker).get("/supervision/compliance/").status_code == 403
    csv = b"".join(as_(leader).get("/supervision/compliance/?format=csv").streaming_content).decode()
    assert csv.splitlines()[0].lstrip("\ufeff").startswith("report,measure,period_start")
    assert as_(leader).get("/supervision/compliance/?year=nonsense").status_code == 200
