"""A manager's allowances: filter, order, CSV, balance; the kind word at mid-year; the coordinators' view in the CMS."""

import datetime

import pytest
from django.utils import timezone

from cpd_records.actions import entitlement, nudges
from cpd_records.models import AllowanceNudge
from cpd_records.rules.balances import Balance
from cpd_records.rules.team_balance import far_behind, note_of, together
from foundation.methodologies import Split
from foundation.models import ChangeLogEntry, OutboxMessage
from foundation.policies import book
from tests.factories.cpd_records import DAY, portion, reserve
from tests.factories.workforce import AbsenceFactory, DeputyFactory, RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in
from workforce.actions.cms_groups import sync

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
JUNE = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
YEAR = datetime.date(2026, 4, 1)


@pytest.fixture
def house():
    """A manager with three people: one has booked nothing, one little, one enough; a coordinator, a stranger."""
    team = TeamFactory(code="N", version__name="North", version__service_area="early_help")
    manager = staff("manager@example.org", team=team)
    people = {
        name: staff(f"{name}@example.org", team=team, manager=manager, last_name=f"{name}xton")
        for name in ("abe", "bea", "cat")
    }
    people |= {"manager": manager, "coordinator": staff("coordinator@example.org"), "stranger": staff("s@example.org")}
    RoleGrantFactory(user=people["coordinator"].user)
    entitlement.reconcile(by=None, at=JUNE)
    reserve(people["bea"], portion(minutes=DAY))
    reserve(people["cat"], portion(minutes=4 * DAY), source="booking:2")
    sync(by=None, at=timezone.now(), on=timezone.localdate())
    return people


def send(house, who, by="manager", at=NOVEMBER):
    return nudges.send(person_id=house[who].pk, by=house[by].user, at=at)


class TestNudge:
    def test_one_press_writes_one_letter_a_year(self, house):
        assert send(house, "abe") == send(house, "abe")
        letter = OutboxMessage.objects.get(kind="allowance-nudge")
        assert letter.to_address == "abe@example.org"
        assert "15 days of up to 15 days left" in letter.body
        assert "Manager" in letter.body
        assert ChangeLogEntry.objects.filter(verb="allowance.nudge").count() == 1
        assert AllowanceNudge.objects.get().period == "2026-midyear"

    def test_who_has_booked_enough_or_is_away_or_before_october_is_not_written_to(self, house):
        with pytest.raises(nudges.NudgeRefused, match="enough"):
            send(house, "cat")
        with pytest.raises(nudges.NudgeRefused, match="half of the year"):
            send(house, "abe", at=JUNE)
        AbsenceFactory(person=house["bea"])
        with pytest.raises(nudges.NudgeRefused, match="away"):
            send(house, "bea")
        assert not OutboxMessage.objects.filter(kind="allowance-nudge").exists()

    @pytest.mark.parametrize("by", ["abe", "stranger", "coordinator"])
    def test_only_who_decides_for_them_sends_it(self, house, by):
        with pytest.raises(nudges.NotYourPerson):
            send(house, "abe", by=by)

    def test_a_deputy_may(self, house):
        DeputyFactory(principal=house["manager"], deputy=house["stranger"])
        assert send(house, "abe", by="stranger").person == house["abe"]

    def test_a_person_without_an_allowance_is_none_of_it(self, house):
        from cpd_records.models import Account

        assert note_of(None, YEAR, NOVEMBER.date(), book()) == "none"
        assert not far_behind("none", YEAR, NOVEMBER.date(), book())
        assert Account.objects.count()


def test_together_adds_up():
    one, two = Balance(10, 20, 30, Split(sos=30)), Balance(-5, 0, 5, Split(rp=5))
    assert together([one, two]) == Balance(5, 20, 35, Split(sos=30, rp=5))


class TestPage:
    def test_it_filters_orders_and_says_the_balance(self, client, house):
        sign_in(client, house["manager"].user)
        page = client.get("/team/allowance/").text
        assert "Nobody has used any of it yet" in page
        only = client.get("/team/allowance/", {"note": "nothing"}).text.split("<table")[1]
        assert "abexton" in only
        assert "catxton" not in only
        ordered = client.get("/team/allowance/", {"order": "note"}).text.split("<table")[1]
        assert ordered.index("abexton") < ordered.index("beaxton") < ordered.index("catxton")
        assert client.get("/team/allowance/", {"note": "x", "order": "rank"}).status_code == 200

    def test_the_csv_neutralises_and_names_the_team(self, client, house):
        sign_in(client, house["manager"].user)
        text = b"".join(client.get("/team/allowance/?format=csv").streaming_content).decode()
        assert text.count("\n") == 4
        assert "abexton" in text
        assert ChangeLogEntry.objects.filter(verb="exported team allowances").exists()

    def test_the_button_sends_once_and_then_says_when(self, client, house, monkeypatch):
        sign_in(client, house["manager"].user)
        address = f"/team/allowance/{house['abe'].public_id}/nudge/"
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 302
        page = client.get("/team/allowance/").text
        if timezone.localdate() >= datetime.date(timezone.localdate().year, 10, 1):
            assert "Kind word sent" in page

    @pytest.mark.parametrize(("by", "status"), [("stranger", 404), ("abe", 403), ("coordinator", 403)])
    def test_the_button_is_refused_to_others(self, client, house, by, status):
        sign_in(client, house[by].user)
        assert client.post(f"/team/allowance/{house['abe'].public_id}/nudge/").status_code == status

    def test_signed_out_and_without_a_team(self, client, house):
        assert client.get("/team/allowance/").status_code == 302
        sign_in(client, house["abe"].user)
        assert client.get("/team/allowance/").status_code == 403

    def test_queries_do_not_grow(self, client, house, django_assert_num_queries, django_assert_max_num_queries):
        sign_in(client, house["manager"].user)
        client.get("/team/allowance/")
        with django_assert_max_num_queries(22) as first:
            client.get("/team/allowance/")
        for number in range(4):
            staff(f"more{number}@example.org", manager=house["manager"])
        entitlement.reconcile(by=None, at=JUNE)
        with django_assert_num_queries(len(first)):
            client.get("/team/allowance/")


class TestAcademyView:
    def test_a_coordinator_of_everybody_sees_true_figures_and_who_is_behind(self, client, house):
        sign_in(client, house["coordinator"].user)
        page = client.get("/cms/allowances/").text
        assert "Early help" in page
        assert "North" in page
        assert "abexton" in page

    def test_a_coordinator_of_one_team_sees_small_numbers_of_others_withheld(self, client, house):
        far = TeamFactory(code="S", version__name="South", version__service_area="education")
        scoped = staff("scoped@example.org", team=far)
        RoleGrantFactory(user=scoped.user, team=far)
        sync(by=None, at=timezone.now(), on=timezone.localdate())
        entitlement.reconcile(by=None, at=JUNE)
        sign_in(client, scoped.user)
        page = client.get("/cms/allowances/").text
        assert "South" in page
        assert "North" not in page
        assert "abexton" not in page
        text = b"".join(client.get("/cms/allowances/?format=csv").streaming_content).decode()
        assert "service,Early help,,c,c" in text
        assert "team,South,S,1," in text

    def test_it_is_for_coordinators(self, client, house):
        assert client.get("/cms/allowances/").status_code == 302
        for who in ("manager", "stranger", "abe"):
            sign_in(client, house[who].user)
            assert client.get("/cms/allowances/").status_code in (302, 403)
        sign_in(client, house["coordinator"].user)
        assert client.post("/cms/allowances/").status_code == 405

    def test_queries_do_not_grow(self, client, house, django_assert_num_queries, django_assert_max_num_queries):
        sign_in(client, house["coordinator"].user)
        client.get("/cms/allowances/")
        with django_assert_max_num_queries(60) as first:
            assert client.get("/cms/allowances/").status_code == 200
        for number in range(4):
            staff(f"more{number}@example.org")
        entitlement.reconcile(by=None, at=JUNE)
        with django_assert_num_queries(len(first)):
            client.get("/cms/allowances/")
