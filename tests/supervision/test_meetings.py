"""Dates: who leads them, when nobody is reminded, what planning leaves out."""

import datetime

import pytest

from foundation.models import OutboxMessage
from supervision.actions import meetings
from supervision.models import Meeting
from supervision.reasons import Reason
from tests.factories.supervision import NOW, AgreementFactory, MeetingFactory
from tests.factories.workforce import AbsenceFactory, DeputyFactory, PostFactory, staff
from tests.supervision.clocks import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    manager = staff("manager@example.org")
    return manager, staff("worker@example.org", manager=manager)


def _at(text, hour=10):
    return datetime.datetime.combine(day(text), datetime.time(hour), tzinfo=datetime.UTC)


def _planned(worker):
    return [f"{row.starts_at:%-d %b}" for row in Meeting.objects.planned().filter(supervisee=worker)]


def test_dates_ahead_follow_the_interval_and_keep_to_working_days(pair):
    manager, worker = pair
    meetings.plan_ahead(supervisee=worker, wish=meetings.Wish(_at("30 Nov", 14)), by=manager.user, at=NOW)
    assert _planned(worker) == ["30 Nov", "29 Dec", "25 Jan", "22 Feb", "22 Mar", "19 Apr", "17 May"]


def test_summer_time_leaves_the_clock_on_the_wall_where_it_is(pair):
    manager, worker = pair
    made = meetings.plan_ahead(supervisee=worker, wish=meetings.Wish(_at("30 Nov", 14)), by=manager.user, at=NOW)
    assert [each.starts_at.astimezone(datetime.UTC).hour for each in (made[0], made[-1])] == [14, 13]


def test_days_on_which_one_of_the_two_is_away_are_left_out(pair):
    manager, worker = pair
    AbsenceFactory(person=manager, starts_on=day("20 Dec"), ends_on=day("10 Jan 2027"))
    AbsenceFactory(person=worker, starts_on=day("25 Jan 2027"), ends_on=day("26 Jan 2027"))
    meetings.plan_ahead(supervisee=worker, wish=meetings.Wish(_at("30 Nov", 14)), by=manager.user, at=NOW)
    assert _planned(worker)[:2] == ["30 Nov", "22 Feb"]


def test_what_two_agreed_is_how_long_it_is(pair):
    manager, worker = pair
    AgreementFactory(supervisee=worker, supervisor=manager, minutes=60)
    assert meetings.plan(supervisee=worker, wish=meetings.Wish(_at("7 Dec")), by=manager.user, at=NOW).minutes == 60


def test_nobody_plans_with_somebody_they_do_not_supervise_or_with_themselves(pair):
    manager, worker = pair
    other = staff("other@example.org")
    for supervisee, by in ((worker, other.user), (manager, manager.user), (worker, worker.user)):
        with pytest.raises(meetings.NotAllowed):
            meetings.plan(supervisee=supervisee, wish=meetings.Wish(_at("7 Dec")), by=by, at=NOW)


def test_the_same_time_twice_and_a_time_gone_by_are_refused(pair):
    manager, worker = pair
    meetings.plan(supervisee=worker, wish=meetings.Wish(_at("7 Dec")), by=manager.user, at=NOW)
    other = meetings.plan(supervisee=worker, wish=meetings.Wish(_at("8 Dec")), by=manager.user, at=NOW)
    for wanted in ("7 Dec", "27 Nov"):
        with pytest.raises(meetings.MeetingRefused):
            meetings.plan(supervisee=worker, wish=meetings.Wish(_at(wanted)), by=manager.user, at=NOW)
        with pytest.raises(meetings.MeetingRefused):
            meetings.move(meeting_id=other.pk, to=_at(wanted), reason=Reason.ASKED, by=manager.user, at=NOW)


def test_a_deputy_plans_and_leads_in_the_supervisors_place(pair):
    manager, worker = pair
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=manager, deputy=deputy)
    made = meetings.plan(supervisee=worker, wish=meetings.Wish(_at("7 Dec")), by=deputy.user, at=NOW)
    assert (made.supervisor, made.stands_in_for) == (deputy, manager)


def test_it_is_handed_to_somebody_who_stands_in_that_day_only(pair):
    manager, worker = pair
    delegate, other = staff("delegate@example.org"), staff("other@example.org")
    DeputyFactory(principal=manager, deputy=delegate, kind="delegate", ends_on=day("20 Dec"))
    near, far = (
        MeetingFactory(supervisee=worker, supervisor=manager, starts_at=_at(text)) for text in ("7 Dec", "28 Dec")
    )
    for meeting, to in ((near, other), (far, delegate), (near, worker)):
        with pytest.raises(meetings.MeetingRefused):
            meetings.hand_over(meeting_id=meeting.pk, to=to, by=manager.user, at=NOW)
    meetings.hand_over(meeting_id=near.pk, to=delegate, by=manager.user, at=NOW)
    near.refresh_from_db()
    assert (near.supervisor, near.stands_in_for) == (delegate, manager)
    told = {(letter.kind, letter.to_address) for letter in OutboxMessage.objects.all()}
    assert ("supervision-cancelled", manager.work_email) in told
    assert ("supervision-moved", delegate.work_email) in told


def test_both_are_reminded_a_week_and_a_day_before_and_each_reminder_goes_once(pair):
    manager, worker = pair
    long_ago = NOW - datetime.timedelta(days=30)
    MeetingFactory(supervisee=worker, supervisor=manager, starts_at=_at("7 Dec"), changed_at=long_ago)
    assert meetings.send_due(at=NOW) == 1
    meetings.send_due(at=NOW + datetime.timedelta(hours=1))
    assert meetings.send_due(at=NOW + datetime.timedelta(days=1)) == 0
    assert meetings.send_due(at=_at("6 Dec", 9)) == 1
    sent = OutboxMessage.objects.filter(kind="supervision-reminder")
    assert sorted(sent.values_list("to_address", flat=True)) == sorted([manager.work_email, worker.work_email] * 2)


def test_while_the_worker_is_away_nobody_is_reminded(pair):
    manager, worker = pair
    long_ago = NOW - datetime.timedelta(days=30)
    MeetingFactory(supervisee=worker, supervisor=manager, starts_at=_at("7 Dec"), changed_at=long_ago)
    AbsenceFactory(person=worker, starts_on=day("16 Nov"))
    assert meetings.send_due(at=NOW) == 0


def test_written_and_signed_keep_their_first_day(pair):
    manager, worker = pair
    held = meetings.record_held(
        supervisee=worker,
        held_on=day("27 Nov"),
        kind="individual",
        minutes=90,
        mode="in_person",
        by=manager.user,
        at=NOW,
    )
    for on in ("30 Nov", "1 Dec"):
        meetings.note_written(meeting_id=held.pk, on=day(on), by=manager.user, at=NOW)
        meetings.note_signed(meeting_id=held.pk, on=day(on), by=worker.user, at=NOW)
    held.refresh_from_db()
    assert (held.written_up_on, held.signed_on) == (day("30 Nov"), day("30 Nov"))
    assert (held.write_by, held.sign_by) == (day("4 Dec"), day("11 Dec"))


def test_two_posts_do_not_make_two_managers_of_one(pair):
    manager, worker = pair
    PostFactory(person=worker, line_manager=manager)
    assert meetings.plan(supervisee=worker, wish=meetings.Wish(_at("7 Dec")), by=manager.user, at=NOW).pk
