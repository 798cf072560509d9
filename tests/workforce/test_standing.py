"""Acting managers, deputies, starters, missing people, joins, leavers, disputes, reads, live dates."""

import datetime
from decimal import Decimal

import pytest

from foundation.models import ChangeLogEntry, OutboxMessage
from tests.factories.workforce import (
    ActingManagerFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    TeamFactory,
    UserFactory,
    staff,
)
from workforce import invariants, permissions, roles
from workforce.actions import (
    deputies,
    disputes,
    joins,
    leavers,
    live_from,
    managers,
    missing,
    reads,
    starters,
)
from workforce.models import ActingManager, Deputy, FactDispute, LiveFrom, Person, Post, ReadLog, RoleGrant
from workforce.querysets.joins import join_proposals
from workforce.rules import live

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def hr():
    return RoleGrantFactory(role=roles.HR).user


@pytest.fixture
def manager():
    return staff("mia@example.org")


@pytest.fixture
def worker(manager):
    return staff("wes@example.org", manager=manager)


# Acting managers


def appoint(person, by, **changed):
    wanted = {"starts_on": TODAY, "ends_on": None, "reason": "Left suddenly"}
    if "manager" not in changed:
        wanted["manager"] = staff("ada@example.org")
    return managers.appoint(person=person, **(wanted | changed), by=by, at=NOW)


def test_the_manager_who_hands_over_appoints_and_sees_the_person_no_longer(manager, worker):
    acting = appoint(worker, manager.user)
    assert list(Person.objects.reporting_to(acting.manager, TODAY)) == [worker]
    assert not Person.objects.reporting_to(manager, TODAY).exists()


def test_a_coordinator_over_the_person_appoints(worker):
    assert appoint(worker, RoleGrantFactory().user).pk


def test_neither_a_stranger_nor_the_person_appoints(worker):
    for user in (worker.user, UserFactory()):
        with pytest.raises(managers.NotAllowed):
            appoint(worker, user, manager=manager_of(worker))


def manager_of(person):
    return person.posts.get().line_manager


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"starts_on": TODAY - DAY}, "starts_on"), ({"ends_on": TODAY}, "ends_on")],
)
def test_dates_of_an_acting_manager(worker, hr, wrong, field):
    with pytest.raises(managers.OverrideRefused) as refusal:
        appoint(worker, hr, **wrong)
    assert refusal.value.field == field


def test_nobody_acts_for_themselves_or_without_a_post(worker, hr):
    for somebody in (worker, PersonFactory()):
        with pytest.raises(managers.OverrideRefused):
            appoint(worker, hr, manager=somebody)


def test_an_acting_manager_from_below_would_close_a_circle(manager, worker, hr):
    with pytest.raises(managers.OverrideRefused, match="circle"):
        appoint(manager, hr, manager=worker)


def test_a_new_acting_manager_displaces_the_earlier_one(worker, hr):
    earlier = ActingManagerFactory(person=worker)
    appoint(worker, hr)
    earlier.refresh_from_db()
    assert earlier.ends_on == TODAY
    assert ActingManager.objects.running(TODAY).count() == 1


def test_ending_gives_the_person_back(manager, worker, hr):
    managers.end(acting=ActingManagerFactory(person=worker), by=hr, at=NOW)
    assert list(Person.objects.reporting_to(manager, TODAY)) == [worker]


# Deputies


def name_deputy(principal, by, **changed):
    wanted = {
        "deputy": staff("dee@example.org"),
        "kind": "deputy",
        "starts_on": TODAY,
        "ends_on": TODAY + 14 * DAY,
        "reason": "Leave",
    }
    return deputies.name(principal=principal, **(wanted | changed), by=by, at=NOW)


def test_a_manager_names_a_deputy(manager, worker):
    named = name_deputy(manager, manager.user)
    assert permissions.can_manage(named.deputy.user, worker, TODAY)


def test_a_worker_without_reports_names_no_deputy(worker):
    with pytest.raises(deputies.NotAllowed):
        name_deputy(worker, worker.user)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_on": TODAY - DAY}, "starts_on"),
        ({"ends_on": TODAY}, "ends_on"),
        ({"ends_on": TODAY + 93 * DAY}, "ends_on"),
    ],
)
def test_dates_of_a_deputy(manager, worker, wrong, field):
    with pytest.raises(deputies.DeputyRefused) as refusal:
        name_deputy(manager, manager.user, **wrong)
    assert refusal.value.field == field


def test_ending_a_deputy(manager, worker):
    deputy = DeputyFactory(principal=manager)
    deputies.end(deputy=deputy, by=manager.user, at=NOW)
    assert Deputy.objects.get().ends_on == TODAY


# Starters


def new_starter(**changed):
    wanted = {
        "first_name": "Nia",
        "last_name": "New",
        "work_email": "Nia.New@example.org",
        "starts_on": TODAY + 7 * DAY,
        "team": TeamFactory(),
        "job_title": "Social Worker",
        "role_family": "social_worker",
        "contract": "permanent",
        "fte": Decimal("0.8"),
    }
    return starters.NewStarter(**(wanted | changed))


def test_a_manager_enters_a_starter_before_the_first_day(manager, worker):
    person = starters.enter(new_starter(line_manager=manager), by=manager.user, at=NOW)
    assert (person.standing, person.work_email) == ("provisional", "nia.new@example.org")
    assert person in Person.objects.reporting_to(manager, TODAY + 7 * DAY)


def test_a_worker_enters_nobody(worker):
    with pytest.raises(starters.NotAllowed):
        starters.enter(new_starter(), by=worker.user, at=NOW)


def test_somebody_known_is_not_entered_again(hr, worker):
    with pytest.raises(starters.StarterRefused, match="known already"):
        starters.enter(new_starter(work_email="WES@example.org"), by=hr, at=NOW)


def test_a_starter_no_file_confirms_is_suspended_after_the_policy(hr):
    person = starters.enter(new_starter(starts_on=TODAY), by=hr, at=NOW)
    assert starters.suspend_unconfirmed(by=None, at=NOW + 41 * DAY) == 0
    assert starters.suspend_unconfirmed(by=None, at=NOW + 42 * DAY) == 1
    person.refresh_from_db()
    assert person.suspended_on == TODAY + 42 * DAY


# Missing people


def test_somebody_missing_is_suspended_after_the_policy_unless_confirmed(hr):
    late, kept = PersonFactory(missing_since=TODAY - 28 * DAY), PersonFactory(missing_since=TODAY - 28 * DAY)
    missing.confirm(person=kept, reason="Secondment", by=hr, at=NOW)
    assert missing.suspend_overdue(by=None, at=NOW) == 1
    late.refresh_from_db()
    kept.refresh_from_db()
    assert (late.suspended_on, kept.suspended_on, kept.kept_on) == (TODAY, None, TODAY)


def test_not_before_the_policy():
    PersonFactory(missing_since=TODAY - 27 * DAY)
    assert missing.suspend_overdue(by=None, at=NOW) == 0


def test_only_keepers_confirm(manager, worker):
    with pytest.raises(missing.NotYours):
        missing.confirm(person=worker, reason="", by=manager.user, at=NOW)


# Joins


@pytest.fixture
def two_records():
    common = {"registration_body": "SWE", "registration_number": "SW1"}
    agency = PersonFactory(employee_number="AG9", user=UserFactory(), **common)
    return PersonFactory(employee_number="9001", **common), agency


def test_same_registration_number_is_proposed(two_records):
    assert [pair[:2] for pair in join_proposals()] == [two_records]


def test_same_name_and_email_is_proposed():
    for _ in range(2):
        PersonFactory(first_name="Jo", last_name="Twice", work_email="jo@example.org")
    assert len(join_proposals()) == 1


def test_joining_moves_the_account_and_ends_the_proposal(two_records, hr):
    kept, other = two_records
    user = other.user
    joins.join(kept=kept, other=other, reason="Made permanent", by=hr, at=NOW)
    assert set(Person.objects.visible_to(user, TODAY)) == {kept, other}
    assert Person.objects.for_user(user).get() == kept
    assert join_proposals() == []


def test_parting_undoes_it_and_does_not_propose_again(two_records, hr):
    kept, other = two_records
    joins.join(kept=kept, other=other, reason="Made permanent", by=hr, at=NOW)
    other.refresh_from_db()
    joins.part(other=other, reason="Sisters", by=hr, at=NOW + DAY)
    other.refresh_from_db()
    assert other.joined_into is None
    assert join_proposals() == []


def test_a_refused_pair_is_not_proposed_again(two_records, hr):
    joins.refuse(kept=two_records[0], other=two_records[1], reason="Typing error", by=hr, at=NOW)
    assert join_proposals() == []


def test_a_joined_record_is_not_joined_again(two_records, hr):
    kept, other = two_records
    joins.join(kept=kept, other=other, reason="", by=hr, at=NOW)
    with pytest.raises(joins.JoinRefused):
        joins.join(kept=PersonFactory(), other=other, reason="", by=hr, at=NOW)


def test_only_keepers_join(two_records, manager):
    with pytest.raises(joins.NotAllowed):
        joins.join(kept=two_records[0], other=two_records[1], reason="", by=manager.user, at=NOW)


# Leavers


@pytest.fixture
def leaver():
    person = PersonFactory(
        user=UserFactory(),
        personal_email="me@example.org",
        personal_email_verified_at=NOW - 30 * DAY,
    )
    PostFactory(person=person, ends_on=TODAY)
    return person


def test_a_leaver_reaches_their_record_for_the_policy_period(leaver):
    user = leaver.user
    assert not permissions.has_access(user, TODAY)
    assert permissions.has_leaver_access(user, TODAY)
    assert permissions.has_leaver_access(user, datetime.date(2027, 11, 22))
    assert not permissions.has_leaver_access(user, datetime.date(2027, 11, 23))


def test_an_address_proved_after_leaving_opens_nothing(leaver):
    Person.objects.filter(pk=leaver.pk).update(personal_email_verified_at=NOW)
    assert not permissions.has_leaver_access(leaver.user, TODAY)


def test_somebody_at_work_has_no_leaver_access(worker):
    assert not permissions.has_leaver_access(worker.user, TODAY)


def test_what_a_leaver_held_is_closed(leaver):
    RoleGrantFactory(user=leaver.user)
    DeputyFactory(deputy=leaver)
    assert leavers.end_access(by=None, at=NOW) == 1
    assert RoleGrant.objects.get().ends_on == TODAY
    assert Deputy.objects.get().ends_on == TODAY
    assert leavers.end_access(by=None, at=NOW) == 0


def test_a_personal_address_is_kept_for_oneself_while_at_work(worker):
    leavers.keep_personal_address(person=worker, address="Wes@home.example", by=worker.user, at=NOW)
    assert worker.personal_email == "wes@home.example"
    with pytest.raises(leavers.AddressRefused):
        leavers.keep_personal_address(person=worker, address=worker.work_email, by=worker.user, at=NOW)


def test_nobody_sets_it_for_others(worker, hr):
    with pytest.raises(leavers.AddressRefused):
        leavers.keep_personal_address(person=worker, address="x@home.example", by=hr, at=NOW)


def test_an_address_is_forgotten_when_its_time_is_over(leaver):
    assert leavers.forget_spent_addresses(by=None, at=NOW) == 0
    assert leavers.forget_spent_addresses(by=None, at=NOW + 366 * DAY) == 1


# Disputes


def test_a_dispute_goes_to_hr_and_the_answer_comes_back(worker, hr):
    dispute = disputes.raise_one(person=worker, fact="post", statement="I work 0.8", by=worker.user, at=NOW)
    assert list(FactDispute.objects.visible_to(hr, TODAY).waiting()) == [dispute]
    disputes.answer(dispute=dispute, state="mended", answer="Mended in the next file.", by=hr, at=NOW)
    message = OutboxMessage.objects.get(kind="dispute_answered")
    assert message.to_address == worker.work_email
    assert "Mended in the next file." in message.body


def test_nobody_disputes_for_others(worker, manager):
    with pytest.raises(disputes.NotYours):
        disputes.raise_one(person=worker, fact="post", statement="No", by=manager.user, at=NOW)


def test_neither_the_manager_nor_the_person_answers(worker, manager):
    dispute = disputes.raise_one(person=worker, fact="post", statement="No", by=worker.user, at=NOW)
    for user in (worker.user, manager.user):
        with pytest.raises(disputes.NotYours):
            disputes.answer(dispute=dispute, state="stands", answer="Right", by=user, at=NOW)


def test_a_dispute_is_answered_once(worker, hr):
    dispute = disputes.raise_one(person=worker, fact="post", statement="No", by=worker.user, at=NOW)
    disputes.answer(dispute=dispute, state="stands", answer="Right", by=hr, at=NOW)
    with pytest.raises(disputes.AnsweredAlready):
        disputes.answer(dispute=dispute, state="mended", answer="Wrong", by=hr, at=NOW)


# Reads and live dates


def test_a_read_by_somebody_else_is_noted_and_old_ones_go(worker, manager):
    reads.note(person=worker, page="person", capacity="Line manager", by=manager.user, at=NOW)
    reads.note(person=worker, page="person", capacity="Self", by=worker.user, at=NOW)
    assert ReadLog.objects.visible_to(worker.user, TODAY).count() == 1
    assert not ReadLog.objects.visible_to(manager.user, TODAY).exists()
    assert reads.forget_old(at=NOW + 740 * DAY) == 1


def test_the_nearest_live_date_up_the_tree_counts(hr):
    root = TeamFactory(code="CYPS")
    pilot = TeamFactory(code="LN1", version__parent=root)
    live_from.set_date(module="courses", team=None, starts_on=TODAY + 30 * DAY, by=hr, at=NOW)
    live_from.set_date(module="courses", team=pilot, starts_on=TODAY, by=hr, at=NOW)
    dates = LiveFrom.objects.starting("courses", TODAY)
    assert live.is_live("CYPS/LN1/", dates, TODAY)
    assert not live.is_live("CYPS/EH/", dates, TODAY)
    assert live.live_from("CYPS/EH/", dates) == TODAY + 30 * DAY
    assert live.live_from("CYPS/", {}) is None


def test_a_manager_sets_no_live_date(manager):
    with pytest.raises(live_from.NotAllowed):
        live_from.set_date(module="courses", team=None, starts_on=TODAY, by=manager.user, at=NOW)


# Invariants


def rules():
    return {breach.rule for breach in invariants.check()}


def test_a_sound_room_has_no_breach(worker):
    assert list(invariants.check()) == []


def test_a_circle_of_managers_is_a_breach(manager, worker):
    Post.objects.filter(person=manager).update(line_manager=worker)
    assert "managers never go round in a circle" in rules()


def test_overlapping_versions_are_a_breach(worker):
    post = worker.posts.get()
    PostFactory(
        person=worker,
        post_number=post.post_number,
        recorded_from=NOW - DAY,
        recorded_until=NOW,
        team=post.team,
    )
    assert "versions never overlap in recorded time" in rules()


def test_overlapping_grants_are_a_breach():
    user = RoleGrantFactory().user
    RoleGrantFactory(user=user, starts_on=TODAY)
    assert "a role is held once at a time" in rules()


def test_two_acting_managers_are_a_breach(worker):
    ActingManagerFactory(person=worker)
    ActingManagerFactory(person=worker)
    assert "one acting manager at a time" in rules()


def test_changes_are_logged(worker, hr):
    appoint(worker, hr)
    assert ChangeLogEntry.objects.filter(verb="appoint acting manager", actor=hr).exists()
