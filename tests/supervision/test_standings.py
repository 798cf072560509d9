"""As what each user stands to one record, from posts, agreements, deputies, roles and openings."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from foundation.policies import book
from supervision.models import Attendee, Meeting
from supervision.permissions import record_of, standings
from supervision.rules.access import Capacity, Thing, Way, sections_open
from tests.factories.supervision import NOW, AgreementFactory, HeldFactory, MeetingFactory, OpeningFactory
from tests.factories.workforce import (
    ActingManagerFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    UserFactory,
    staff,
)
from workforce import roles

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture
def pair():
    """A service manager, a team manager, a worker, and what the two of them recorded."""
    above = staff("above@example.org")
    manager = staff("manager@example.org", manager=above)
    worker = staff("worker@example.org", manager=manager)
    return above, manager, worker, HeldFactory(supervisee=worker, supervisor=manager)


def _as(user, meeting):
    return [standing.capacity for standing in standings(user, meeting, NOW)]


def _open(user, meeting, **facts):
    record = record_of(meeting, TODAY, book(), **facts)
    return {thing.value for thing in sections_open(standings(user, meeting, NOW), Way.PAGE, record)}


def _sees(user, meeting):
    return Meeting.objects.visible_to(user, TODAY).filter(pk=meeting.pk).exists()


def test_the_two_of_them(pair):
    _, manager, worker, meeting = pair
    assert _as(worker.user, meeting) == [Capacity.SUPERVISEE]
    assert _as(manager.user, meeting)[0] == Capacity.SUPERVISOR
    assert _open(worker.user, meeting) == {"management", "case", "learning", "personal", "wellbeing"}
    assert _open(manager.user, meeting) == {"management", "case", "learning", "personal"}
    assert _open(manager.user, meeting, shared_with="supervisor") >= {"wellbeing"}
    assert _sees(worker.user, meeting)
    assert _sees(manager.user, meeting)


def test_a_colleague_a_stranger_and_nobody_at_all(pair):
    _, manager, _, meeting = pair
    colleague = staff("colleague@example.org", manager=manager)
    for user in (colleague.user, staff("other@example.org").user, UserFactory(), AnonymousUser()):
        assert standings(user, meeting, NOW) == []
        assert not _sees(user, meeting)


def test_the_supervisors_manager_sees_that_it_was_and_words_only_of_a_sample(pair):
    above, _, _, meeting = pair
    assert _as(above.user, meeting) == [Capacity.SUPERVISORS_MANAGER]
    assert _open(above.user, meeting) == set()
    assert _sees(above.user, meeting)
    OpeningFactory(meeting=meeting, reader=above.user, kind="sample")
    assert _open(above.user, meeting, shared_with="supervisor") == {"management", "case"}


def test_a_new_supervisor_and_the_former_one(pair):
    _, manager, worker, meeting = pair
    new = staff("new@example.org")
    AgreementFactory(supervisee=worker, supervisor=new)
    assert _as(new.user, meeting) == [Capacity.NEW_SUPERVISOR]
    assert _open(new.user, meeting) == {"management", "learning"}
    assert _as(manager.user, meeting) == [Capacity.FORMER_SUPERVISOR, Capacity.LINE_MANAGER]
    assert _open(manager.user, meeting) == {"management", "case", "learning", "personal"}
    later = HeldFactory(supervisee=worker, supervisor=new, held_on=datetime.date(2026, 11, 20))
    assert _open(manager.user, later) == set()
    assert not _sees(manager.user, later)


def test_a_former_supervisors_year_ends(pair):
    _, manager, worker, _ = pair
    AgreementFactory(supervisee=worker, supervisor=staff("new@example.org"))
    old = HeldFactory(supervisee=worker, supervisor=manager, held_on=datetime.date(2025, 11, 30))
    assert _open(manager.user, old) == set()
    assert not _sees(manager.user, old)


def test_two_supervisors_who_share_the_work(pair):
    _, manager, worker, meeting = pair
    reflective = staff("reflective@example.org")
    AgreementFactory(supervisee=worker, supervisor=reflective, part="reflective")
    assert _as(manager.user, meeting)[0] == Capacity.SUPERVISOR
    assert _as(reflective.user, meeting) == [Capacity.NEW_SUPERVISOR]


def test_an_acting_manager_reads_new_records_only(pair):
    _, manager, worker, meeting = pair
    acting = staff("acting@example.org")
    ActingManagerFactory(person=worker, manager=acting, starts_on=datetime.date(2026, 11, 23))
    assert _as(acting.user, meeting)[0] == Capacity.ACTING_MANAGER
    assert _open(acting.user, meeting) == set()
    assert _open(acting.user, meeting, is_open=True) == {"case"}
    own = HeldFactory(supervisee=worker, supervisor=acting, held_on=datetime.date(2026, 11, 25))
    assert _open(acting.user, own) == {"management", "case", "learning", "personal"}
    assert _as(manager.user, meeting) == [Capacity.FORMER_SUPERVISOR]


def test_a_deputy_and_a_delegate(pair):
    _, manager, worker, meeting = pair
    deputy, delegate = staff("deputy@example.org"), staff("delegate@example.org")
    DeputyFactory(principal=manager, deputy=deputy, starts_on=datetime.date(2026, 11, 20))
    DeputyFactory(principal=manager, deputy=delegate, kind="delegate", starts_on=datetime.date(2026, 11, 20))
    later = HeldFactory(supervisee=worker, supervisor=manager, held_on=datetime.date(2026, 11, 23))
    assert (_as(deputy.user, meeting), _as(delegate.user, meeting)) == ([Capacity.DEPUTY], [Capacity.DELEGATE])
    assert _open(deputy.user, meeting) == set()
    assert _open(deputy.user, later) == {"management", "case", "learning", "personal"}
    assert _open(delegate.user, later) == set()
    assert _open(delegate.user, later, is_open=True) == {"case"}
    led = HeldFactory(supervisee=worker, supervisor=delegate, stands_in_for=manager)
    assert _open(delegate.user, led, shared_with="supervisor") == {"management", "case", "learning", "personal"}


def test_who_was_at_a_group_and_who_supervises_them(pair):
    above, manager, worker, _ = pair
    group = HeldFactory(kind="group", supervisee=None, supervisor=staff("leads@example.org"))
    for person, attendance in ((worker, "attended"), (staff("absent@example.org"), "apologies")):
        Attendee.objects.create(meeting=group, person=person, attendance=attendance)
    assert _as(worker.user, group) == [Capacity.GROUP_ATTENDEE]
    assert _open(worker.user, group) == {"management", "case", "learning"}
    assert _as(manager.user, group) == [Capacity.ATTENDEES_SUPERVISOR]
    assert _open(group.attendees.get(attendance="apologies").person.user, group) == set()
    assert _as(above.user, group) == []


def test_roles_open_no_words(pair):
    _, _, worker, meeting = pair
    for role in (roles.COORDINATOR, roles.HR, roles.LEADER, roles.AUDITOR, roles.INSPECTOR, roles.SYSTEM_ADMINISTRATOR):
        user = UserFactory()
        RoleGrantFactory(user=user, role=role, ends_on=datetime.date(2027, 1, 1))
        assert _open(user, meeting, is_open=True, shared_with="supervisor") == set(), role
        assert not _sees(user, meeting), role


@pytest.mark.parametrize(
    ("kind", "role", "given", "opened"),
    [
        ("audit", roles.AUDITOR, {}, {"management", "case"}),
        ("audit", roles.AUDITOR, {"consented_at": NOW}, {"management", "case", "personal"}),
        ("inspection", roles.INSPECTOR, {"ends_at": NOW + datetime.timedelta(hours=2)}, {"management", "case"}),
        ("inspection", roles.INSPECTOR, {"ends_at": NOW}, set()),
        ("referral", roles.HR, {"section": "management"}, {"management"}),
        ("referral", roles.COORDINATOR, {"section": "management"}, set()),
        ("audit", roles.HR, {}, set()),
    ],
)
def test_an_opening_is_worth_what_its_kind_says_to_who_holds_the_role(pair, kind, role, given, opened):
    meeting, user = pair[3], UserFactory()
    RoleGrantFactory(user=user, role=role, ends_on=datetime.date(2027, 1, 1))
    OpeningFactory(meeting=meeting, reader=user, kind=kind, **given)
    assert _open(user, meeting, shared_with="supervisor", is_open=True) == opened


def test_glass_that_two_broke(pair):
    meeting, user = pair[3], UserFactory()
    RoleGrantFactory(user=user, role=roles.SYSTEM_ADMINISTRATOR)
    OpeningFactory(meeting=meeting, reader=user, kind="break_glass", seconded_by=UserFactory())
    assert _open(user, meeting, shared_with="supervisor") == {"management", "case", "learning", "personal"}
    assert _sees(user, meeting)


def test_the_asye_coordinator_reads_evidence_of_their_cohort_and_no_section(pair):
    worker, user = pair[2], UserFactory()
    RoleGrantFactory(user=user, role=roles.ASYE_COORDINATOR)
    stage = HeldFactory(supervisee=worker, supervisor=pair[1], kind="asye", held_on=datetime.date(2026, 11, 17))
    assert _as(user, stage) == [Capacity.ASYE_COORDINATOR]
    assert _open(user, stage) == set()
    assert _sees(user, stage)
    assert not _sees(user, pair[3])
    assert Thing.EVIDENCE not in sections_open(standings(user, stage, NOW), Way.PAGE, record_of(stage, TODAY, book()))


def test_a_leaver_stands_to_nothing(pair):
    gone = PersonFactory(user=UserFactory())
    PostFactory(person=gone, ends_on=datetime.date(2026, 11, 1))
    meeting = HeldFactory(supervisee=pair[2], supervisor=gone)
    assert standings(gone.user, meeting, NOW) == []
    assert not _sees(gone.user, meeting)


def test_dates_ahead_are_seen_by_the_two_and_who_stands_in(pair):
    _, manager, worker, _ = pair
    ahead = MeetingFactory(supervisee=worker, supervisor=manager)
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=manager, deputy=deputy)
    assert all(_sees(person.user, ahead) for person in (worker, manager, deputy))
    assert not _sees(staff("colleague@example.org", manager=manager).user, ahead)
