"""The pages of the allowance and the CPD record, and who may open them."""

from datetime import date

import pytest
from django.utils import timezone

from cpd_records.actions import certificates
from cpd_records.actions.entitlement import reconcile
from cpd_records.rules.years import year_start
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, NOON, portion, record, reserve
from tests.factories.workforce import (
    ActingManagerFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    RoleGrantFactory,
    UserFactory,
    staff,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ALLOWANCE, CPD, TEAM = "/my/allowance/", "/my/cpd/", "/team/allowance/"


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def worker(manager):
    """Somebody with this year's and next year's allowance who reports to `manager`."""
    person = staff("worker@example.org", manager=manager, first_name="Jordan", last_name="Ellis")
    reconcile(person_ids=[person.pk], by=None, at=timezone.now())
    return person


def this_year(month=11, day=12):
    start = year_start(timezone.localdate())
    return date(start.year, month, day)


def opened(client, person, address):
    sign_in(client, person.user)
    return client.get(address)


def certificate(person, **facts):
    return certificates.issue(record=record(person, **facts), by=None, at=NOON)


@pytest.mark.parametrize("address", [ALLOWANCE, CPD, TEAM])
def test_signed_out_people_are_asked_to_sign_in(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("address", [ALLOWANCE, CPD, TEAM])
def test_pages_are_read_only(client, worker, address):
    sign_in(client, worker.user)
    assert client.post(address).status_code == 405


class TestMyAllowance:
    def test_shows_the_bar_the_sum_and_every_movement(self, client, worker):
        reserve(worker, portion(on=this_year()))
        page = opened(client, worker, ALLOWANCE).content.decode()
        assert "left of up to 15 days" in page
        assert "The whole year at full time: 15 days (111 hours)." in page
        assert "Booked: a course" in page
        assert "+15 days" in page
        assert "−1 day" in page
        assert "<strong>14 days</strong>" in page

    def test_another_year_can_be_chosen(self, client, worker):
        start = year_start(timezone.localdate())
        page = opened(client, worker, f"{ALLOWANCE}?year={start.year + 1}").content.decode()
        assert f"1 April {start.year + 1} to 31 March {start.year + 2}" in page

    @pytest.mark.parametrize("year", ["1066", "9999", "next", "", "-1", "²"])
    def test_a_year_that_cannot_be_is_the_present_one(self, client, worker, year):
        page = opened(client, worker, f"{ALLOWANCE}?year={year}")
        assert f"1 April {year_start(timezone.localdate()).year} to" in page.content.decode()

    def test_is_only_ever_ones_own(self, client, worker, manager):
        reserve(worker, portion(on=this_year()))
        assert "Booked: a course" not in opened(client, manager, ALLOWANCE).content.decode()

    def test_agency_workers_read_why_there_is_none(self, client):
        agency = PersonFactory(user=UserFactory())
        PostFactory(person=agency, contract="agency")
        page = opened(client, agency, ALLOWANCE).content.decode()
        assert "Agency workers have no learning allowance" in page

    def test_somebody_without_a_person_has_an_empty_page(self, client):
        sign_in(client, UserFactory())
        assert "You have no learning allowance this year." in client.get(ALLOWANCE).content.decode()

    def test_a_past_year_under_a_joined_record_is_shown(self, client, worker):
        old = PersonFactory()
        PostFactory(person=old, starts_on=date(2018, 4, 1), ends_on=date(2019, 4, 1))
        reconcile(person_ids=[old.pk], by=None, at=NOON)
        old.joined_into = worker
        old.save()
        assert "left of up to 15 days" in opened(client, worker, f"{ALLOWANCE}?year=2018").content.decode()

    def test_queries_do_not_grow_with_movements(self, client, worker, django_assert_max_num_queries):
        for number in range(6):
            reserve(worker, portion(on=this_year(), minutes=60), source=f"booking:{number}")
        sign_in(client, worker.user)
        client.get(ALLOWANCE)
        with django_assert_max_num_queries(12):
            client.get(ALLOWANCE)


class TestMyCpd:
    def test_lists_learning_newest_first_with_its_certificate(self, client, worker):
        record(worker, source="booking:1", title="Older", starts_on=date(2025, 6, 2), ends_on=date(2025, 6, 2))
        made = certificate(worker, source="booking:2", title="Newer")
        page = opened(client, worker, CPD).content.decode()
        assert page.index("Newer") < page.index("Older")
        assert f"/my/certificates/{made.code}/download/" in page
        assert "Get certificate" in page

    def test_filters_by_year_and_methodology(self, client, worker):
        record(worker, source="booking:1", title="Scaling questions")
        record(worker, source="booking:2", title="Circles", weights=Split(rp=100))
        record(worker, source="booking:3", title="Last year", starts_on=date(2025, 6, 2), ends_on=date(2025, 6, 2))
        page = opened(client, worker, f"{CPD}?year=2026&methodology=sos").content.decode()
        assert "Scaling questions" in page
        assert "Circles" not in page
        assert "Last year" not in page

    def test_a_filter_nobody_offers_shows_everything(self, client, worker):
        record(worker)
        assert "Signs of Safety: two-day" in opened(client, worker, f"{CPD}?year=x&methodology=y").content.decode()

    def test_an_empty_record_says_where_to_begin(self, client, worker):
        assert "Nothing in your record yet" in opened(client, worker, CPD).content.decode()

    def test_is_only_ever_ones_own(self, client, worker, manager):
        record(worker)
        assert "Signs of Safety: two-day" not in opened(client, manager, CPD).content.decode()

    def test_withdrawn_learning_is_gone(self, client, worker):
        made = record(worker)
        made.withdrawn_at, made.withdrawn_reason = NOON, "Marked by mistake"
        made.save()
        assert "Signs of Safety: two-day" not in opened(client, worker, CPD).content.decode()

    def test_queries_do_not_grow_with_records(self, client, worker, django_assert_max_num_queries):
        for number in range(8):
            certificate(worker, source=f"booking:{number}")
        sign_in(client, worker.user)
        client.get(CPD)
        with django_assert_max_num_queries(12):
            client.get(CPD)


class TestTeamAllowance:
    def test_shows_totals_of_direct_reports_and_no_movement(self, client, worker, manager):
        reserve(worker, portion(on=this_year(), minutes=2 * DAY))
        page = opened(client, manager, TEAM).content.decode()
        assert "Jordan Ellis" in page
        assert "2 days" in page
        assert "Booked: a course" not in page

    def test_points_out_who_has_used_nothing(self, client, worker, manager):
        assert "Nothing used or booked yet" in opened(client, manager, TEAM).content.decode()

    def test_points_out_who_has_used_all(self, client, worker, manager):
        reserve(worker, portion(on=this_year(), minutes=15 * DAY))
        assert "All used or booked" in opened(client, manager, TEAM).content.decode()

    def test_says_of_agency_workers_that_nothing_is_taken_off(self, client, manager):
        PostFactory(person=PersonFactory(first_name="Alex"), line_manager=manager, contract="agency")
        assert "No learning allowance" in opened(client, manager, TEAM).content.decode()

    def test_people_without_a_team_are_refused(self, client, worker):
        assert opened(client, worker, TEAM).status_code == 403

    def test_another_team_is_not_shown(self, client, worker):
        other = staff("other@example.org")
        PostFactory(line_manager=other)
        assert "Jordan Ellis" not in opened(client, other, TEAM).content.decode()

    def test_an_acting_manager_sees_them_and_the_former_one_no_longer(self, client, worker, manager):
        acting = staff("acting@example.org")
        PostFactory(line_manager=manager)
        ActingManagerFactory(person=worker, manager=acting, starts_on=timezone.localdate())
        assert "Jordan Ellis" in opened(client, acting, TEAM).content.decode()
        assert "Jordan Ellis" not in opened(client, manager, TEAM).content.decode()

    def test_a_deputy_sees_the_team_and_a_delegate_does_not(self, client, worker, manager):
        deputy, delegate = staff("deputy@example.org"), staff("delegate@example.org")
        dates = {"starts_on": timezone.localdate(), "ends_on": date(timezone.localdate().year + 1, 12, 31)}
        DeputyFactory(principal=manager, deputy=deputy, **dates)
        DeputyFactory(principal=manager, deputy=delegate, kind="delegate", **dates)
        assert "Jordan Ellis" in opened(client, deputy, TEAM).content.decode()
        assert "Jordan Ellis" not in opened(client, delegate, TEAM).content.decode()

    def test_queries_do_not_grow_with_people(self, client, manager, django_assert_max_num_queries):
        people = [PostFactory(line_manager=manager).person_id for _ in range(6)]
        reconcile(person_ids=people, by=None, at=timezone.now())
        sign_in(client, manager.user)
        client.get(TEAM)
        with django_assert_max_num_queries(10):
            client.get(TEAM)


def test_coordinators_see_rows_of_their_scope_and_leaders_see_none(worker):
    from cpd_records.models import Account, CpdRecord, LedgerEntry

    record(worker)
    today = timezone.localdate()
    coordinator = RoleGrantFactory(role="coordinator").user
    leader = RoleGrantFactory(role="leader").user
    elsewhere = RoleGrantFactory(role="coordinator", team=PostFactory().team).user
    for model in (Account, CpdRecord, LedgerEntry):
        assert model.objects.visible_to(coordinator, today).exists()
        assert not model.objects.visible_to(leader, today).exists()
        assert not model.objects.visible_to(elsewhere, today).exists()


def test_an_agency_worker_is_not_told_of_hours_or_time_left(client):
    sign_in(client, PostFactory(contract="agency", person__user=UserFactory()).person.user)
    page = client.get(ALLOWANCE).content.decode()
    assert "Agency workers have no learning allowance" in page
    assert "See your CPD record" in page
    assert "It follows your hours" not in page
    assert "the time you have left" not in page
