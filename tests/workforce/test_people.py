"""Who may see whom, and who reports to whom (DESIGN 4 "Scope and roles")."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests.factories.workforce import (
    AbsenceFactory,
    ActingManagerFactory,
    DeputyFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
    staff,
)
from workforce import roles
from workforce.models import Absence, Person, Post, TeamVersion
from workforce.querysets.recorded import CountedKeys

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)


def seen_by(user, on=TODAY):
    return set(Person.objects.visible_to(user, on))


@pytest.fixture
def tree():
    root = TeamFactory(code="CYPS", version__level="directorate")
    care = TeamFactory(code="SC", version__parent=root, version__level="service_area")
    north = TeamFactory(code="LN1", version__parent=care)
    early = TeamFactory(code="EH", version__parent=root, version__level="service_area")
    return {"root": root, "care": care, "north": north, "early": early}


@pytest.fixture
def manager(tree):
    return staff("mia@example.org", team=tree["north"])


@pytest.fixture
def worker(tree, manager):
    return staff("wes@example.org", team=tree["north"], manager=manager)


def test_a_person_sees_themselves(worker):
    assert seen_by(worker.user) == {worker}


def test_nobody_is_seen_by_somebody_signed_out(worker):
    assert seen_by(AnonymousUser()) == set()


def test_a_user_without_a_record_or_role_sees_nobody(worker):
    assert seen_by(UserFactory()) == set()


def test_a_manager_sees_those_whose_running_post_names_them(manager, worker):
    assert seen_by(manager.user) == {manager, worker}


def test_a_colleague_is_not_seen(tree, worker):
    colleague = staff("cat@example.org", team=tree["north"])
    assert seen_by(colleague.user) == {colleague}


def test_a_report_is_no_longer_seen_after_the_last_day(tree, manager):
    gone = PersonFactory()
    PostFactory(person=gone, line_manager=manager, team=tree["north"], ends_on=TODAY)
    assert seen_by(manager.user) == {manager}
    assert seen_by(manager.user, TODAY - DAY) == {manager, gone}


def test_a_new_manager_inside_a_spell_counts_from_the_day_of_the_file(tree, manager):
    old = staff("old@example.org", team=tree["north"])
    worker = PersonFactory()
    spell = {"person": worker, "post_number": "P9", "team": tree["north"]}
    moment = timezone.now() - DAY
    PostFactory(**spell, line_manager=old, recorded_until=moment)
    PostFactory(**spell, line_manager=manager, recorded_from=moment, manager_from=TODAY)
    day_before = TODAY - DAY
    assert worker in Person.objects.reporting_to(manager, TODAY)
    assert worker not in Person.objects.reporting_to(manager, day_before)
    assert worker in Person.objects.reporting_to(old, day_before)
    assert worker not in Person.objects.reporting_to(old, TODAY)


def test_the_manager_before_last_does_not_answer_for_the_last_one(tree, manager):
    first, second = PersonFactory(), PersonFactory()
    worker = PersonFactory()
    spell = {"person": worker, "post_number": "P9", "team": tree["north"]}
    moments = [timezone.now() - days * DAY for days in (20, 10, 1)]
    PostFactory(**spell, line_manager=first, recorded_from=moments[0], recorded_until=moments[1])
    PostFactory(
        **spell,
        line_manager=second,
        recorded_from=moments[1],
        recorded_until=moments[2],
        manager_from=TODAY - 10 * DAY,
    )
    PostFactory(**spell, line_manager=manager, recorded_from=moments[2], manager_from=TODAY)
    day = TODAY - 5 * DAY
    assert worker in Person.objects.reporting_to(second, day)
    assert worker not in Person.objects.reporting_to(first, day)


def test_an_acting_manager_sees_and_the_former_one_no_longer_the_same_day(tree, manager, worker):
    acting = staff("ada@example.org", team=tree["north"])
    ActingManagerFactory(person=worker, manager=acting, starts_on=TODAY)
    assert seen_by(acting.user) == {acting, worker}
    assert seen_by(manager.user) == {manager}
    assert seen_by(type(manager.user).objects.get(pk=manager.user.pk), TODAY - DAY) == {manager, worker}


def test_a_deputy_sees_but_is_not_reported_to(tree, manager, worker):
    deputy = staff("dee@example.org", team=tree["north"])
    DeputyFactory(principal=manager, deputy=deputy)
    assert seen_by(deputy.user) == {deputy, worker}
    assert not Person.objects.reporting_to(deputy, TODAY).exists()


def test_a_deputy_sees_nobody_after_the_last_day(tree, manager, worker):
    deputy = staff("dee@example.org", team=tree["north"])
    DeputyFactory(principal=manager, deputy=deputy, ends_on=TODAY)
    assert seen_by(deputy.user) == {deputy}


def test_a_coordinator_sees_the_subtree_of_the_grant(tree, manager, worker):
    elsewhere = staff("eve@example.org", team=tree["early"])
    grant = RoleGrantFactory(team=tree["care"])
    assert seen_by(grant.user) == {manager, worker}
    assert elsewhere not in seen_by(grant.user)


def test_a_coordinator_of_everything_sees_everybody(worker):
    stray = PersonFactory()
    assert {worker, stray} <= seen_by(RoleGrantFactory().user)


def test_a_starter_ahead_is_in_scope(tree):
    starter = PersonFactory()
    PostFactory(person=starter, team=tree["north"], starts_on=TODAY + 30 * DAY)
    assert starter in seen_by(RoleGrantFactory(team=tree["care"]).user)


@pytest.mark.parametrize("role", sorted({role.code for role in roles.GRANTABLE} - roles.SEES_PEOPLE))
def test_roles_that_open_no_people_open_none(role, worker):
    assert seen_by(RoleGrantFactory(role=role).user) == set()


def test_an_ended_grant_opens_nothing(worker):
    assert seen_by(RoleGrantFactory(ends_on=TODAY).user) == set()


def test_a_partner_administrator_sees_only_their_organisation(worker):
    school = OrganisationFactory(code="school", kind="school")
    teacher = PersonFactory(organisation=school, employee_number=None, work_email="t@example.org")
    grant = RoleGrantFactory(role=roles.PARTNER_ADMINISTRATOR, organisation=school)
    assert seen_by(grant.user) == {teacher}


def test_a_leaver_keeps_only_their_own_record(tree):
    gone = PersonFactory(user=UserFactory())
    PostFactory(person=gone, team=tree["north"], ends_on=TODAY)
    RoleGrantFactory(user=gone.user)
    assert seen_by(gone.user) == {gone}


def test_joined_records_of_one_human_are_both_ones_own(worker):
    agency = PersonFactory(employee_number="AG1", joined_into=worker)
    assert seen_by(worker.user) == {worker, agency}


def test_a_manager_sees_the_earlier_record_that_was_joined(manager, worker):
    agency = PersonFactory(employee_number="AG1", joined_into=worker)
    assert agency in seen_by(manager.user)


def test_for_user_gives_the_own_record(worker):
    assert list(Person.objects.for_user(worker.user)) == [worker]
    assert not Person.objects.for_user(AnonymousUser()).exists()


def test_away_says_that_and_nothing_more(worker):
    AbsenceFactory(person=worker, starts_on=TODAY)
    assert Person.objects.with_away(TODAY).get(pk=worker.pk).away is True
    assert Person.objects.with_away(TODAY - DAY).get(pk=worker.pk).away is False


def test_a_manager_does_not_see_why_somebody_is_away(manager, worker):
    AbsenceFactory(person=worker)
    assert not Absence.objects.visible_to(manager.user, TODAY).exists()
    assert Absence.objects.visible_to(worker.user, TODAY).exists()


def test_hr_sees_absences_in_its_scope(tree, worker):
    AbsenceFactory(person=worker)
    assert Absence.objects.visible_to(RoleGrantFactory(role=roles.HR, team=tree["care"]).user, TODAY).exists()
    assert not Absence.objects.visible_to(RoleGrantFactory(role=roles.HR, team=tree["early"]).user, TODAY).exists()


def test_the_counting_door_gives_numbers_without_keys(worker):
    rows = list(Post.objects.current().running(TODAY).counted("role_family"))
    assert rows == [{"role_family": "social_worker", "people": 2, "total_fte": 2}]


@pytest.mark.parametrize("group", ["person", "person__work_email", "pk", "post_number"])
def test_the_counting_door_refuses_to_say_who(group):
    with pytest.raises(CountedKeys):
        Post.objects.counted(group)


def test_known_on_shows_what_had_been_recorded():
    monday = datetime.datetime(2026, 11, 16, 9, tzinfo=datetime.UTC)
    person = PersonFactory()
    spell = {"person": person, "post_number": "P1", "team": TeamFactory()}
    PostFactory(**spell, job_title="Old", recorded_until=monday)
    PostFactory(**spell, job_title="New", recorded_from=monday)
    assert Post.objects.known_on(monday - DAY).get().job_title == "Old"
    assert Post.objects.known_on(monday).get().job_title == "New"
    assert Post.objects.current().get().job_title == "New"


def test_subtree_by_path(tree):
    assert TeamVersion.objects.current().under(["CYPS/SC/"]).count() == 2


def test_visible_people_cost_two_queries_for_a_manager(manager, worker, django_assert_num_queries):
    user = type(manager.user).objects.get(pk=manager.user.pk)
    with django_assert_num_queries(2):
        list(Person.objects.visible_to(user, TODAY))
    with django_assert_num_queries(1):
        list(Person.objects.visible_to(user, TODAY))
