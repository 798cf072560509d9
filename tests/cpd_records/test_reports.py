"""`manage.py report entitlements` and `allowance`: tidy rows, on both dates, by viewer (DESIGN 5)."""

import csv
import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cpd_records.actions import ledger
from foundation.reporting import HEADINGS
from tests.factories.cpd_records import DAY, NOON, member_of_staff, portion, reserve
from tests.factories.workforce import PersonFactory, PostFactory, RoleGrantFactory, TeamFactory, UserFactory, staff
from workforce.models import Post

pytestmark = pytest.mark.django_db
YEAR_2026 = {"first": date(2026, 4, 1), "last": date(2027, 3, 31)}


def report(name="entitlements", **asked):
    out = io.StringIO()
    call_command("report", name, **{**YEAR_2026, **asked}, format="csv", stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def numbers(rows):
    return [row["group"] for row in rows]


def test_a_row_a_person_and_year_with_the_sum():
    person = member_of_staff(starts_on=date(2026, 11, 3), fte="0.8")
    (row,) = report()
    assert row == {
        "report": "entitlements",
        "measure": "entitlement",
        "period_start": "2026-04-01",
        "period_end": "2027-03-31",
        "group_type": "person",
        "group": person.employee_number,
        "numerator": "119.2",
        "denominator": "365",
        "value": "2220",
        "lower": "",
        "upper": "",
        "n": "1",
        "unit": "minutes",
        "marker": "",
        "note": "3 November 2026 to 31 March 2027 (149 days) at 0.8 of full time: "
        "15 days × 0.8 × 149 ÷ 365 = 4.90 days, rounded up to a multiple of half a day: 5 days (37 hours).",
    }
    assert tuple(row) == HEADINGS


def test_every_year_the_period_touches_and_agency_workers_with_nothing():
    member_of_staff(starts_on=date(2025, 4, 1))
    PostFactory(contract="agency", starts_on=date(2026, 4, 1))
    rows = report(first=date(2024, 1, 1), last=date(2026, 4, 1))
    assert [(row["period_start"], row["value"]) for row in rows] == [
        ("2025-04-01", "6660"),
        ("2026-04-01", "6660"),
        ("2026-04-01", "0"),
    ]


def test_people_without_an_employee_number_have_no_row():
    PostFactory(person=PersonFactory(employee_number=None), provisional=True)
    assert report() == []


def test_the_year_of_today_is_meant_where_none_is_asked_for():
    member_of_staff()
    (row,) = report(first=None, last=None, as_at=date(2025, 6, 1))
    assert (row["period_start"], row["value"]) == ("2025-04-01", "6660")


def test_as_at_a_day_tells_its_world():
    # as at 1 June nobody had left and the second post had not begun
    person = member_of_staff(fte="0.5")
    Post.objects.filter(person=person).update(ends_on=date(2026, 7, 1))
    PostFactory(person=person, starts_on=date(2026, 7, 1), fte="1")
    assert report(as_at=date(2026, 6, 1))[0]["value"] == "3330"
    # 91 days at 0.5 and 274 at 1: 6,660 × 319.5 ÷ 365 = 5,829.78; ÷ 222 = 26.26, so twenty-seven half days
    assert report()[0]["value"] == str(27 * 222)


def test_known_on_a_day_uses_only_what_had_been_recorded():
    late = PostFactory(recorded_from=datetime(2026, 7, 3, 9, tzinfo=UTC)).person
    assert report(known_on=date(2026, 7, 2)) == []
    assert numbers(report(known_on=date(2026, 7, 3))) == [late.employee_number]


class TestGroups:
    @pytest.fixture
    def tree(self):
        service = TeamFactory(code="NORTH", version__level="service")
        return TeamFactory(code="NORTH1", version__parent=service), TeamFactory(code="SOUTH1")

    @pytest.fixture
    def people(self, tree):
        return [member_of_staff(team=tree[0]), member_of_staff(team=tree[0], fte="0.5"), member_of_staff(team=tree[1])]

    def test_by_team(self, people):
        rows = report(by="team")
        assert [(row["group"], row["value"], row["n"]) for row in rows] == [
            ("NORTH1", "9990", "2"),
            ("SOUTH1", "6660", "1"),
        ]

    def test_by_service_a_team_outside_one_stands_for_itself(self, people):
        assert [(row["group"], row["value"]) for row in report(by="service")] == [("NORTH", "9990"), ("SOUTH1", "6660")]

    def test_by_year(self, people):
        (row,) = report(by="year")
        assert (row["group_type"], row["group"], row["value"], row["n"]) == ("all", "all", "16650", "3")

    def test_a_subtree(self, people):
        assert numbers(report(team="north")) == sorted(person.employee_number for person in people[:2])

    @pytest.mark.parametrize(
        ("asked", "why"),
        [
            ({"team": "NOWHERE"}, "No team has the code NOWHERE"),
            ({"by": "colour"}, "groups by person, team, service, year"),
            ({"first": date(2027, 4, 1), "last": date(2026, 4, 1)}, "ends before it begins"),
            ({"viewer": "public"}, "no public version"),
            ({"viewer": "nobody@example.org"}, "Nobody who may sign in"),
        ],
    )
    def test_a_question_that_cannot_be_answered_says_why(self, people, asked, why):
        with pytest.raises(CommandError, match=why):
            report(**asked)

    def test_a_report_nobody_has(self, people):
        with pytest.raises(CommandError, match=r"No report is called weather\. There are: allowance, entitlements"):
            report("weather")


class TestViewer:
    @pytest.fixture
    def manager(self):
        return staff("manager@example.org")

    @pytest.fixture
    def worker(self, manager):
        return staff("worker@example.org", manager=manager)

    @pytest.fixture
    def stranger(self):
        return staff("stranger@example.org")

    @pytest.mark.parametrize("name", ["entitlements", "allowance"])
    def test_the_system_speaks_of_everybody(self, worker, manager, stranger, name):
        for person in (worker, manager, stranger):
            reserve_something(person)
        assert set(numbers(report(name))) == {p.employee_number for p in (worker, manager, stranger)}

    @pytest.mark.parametrize("name", ["entitlements", "allowance"])
    def test_people_see_themselves_and_managers_their_reports(self, worker, manager, stranger, name):
        for person in (worker, manager, stranger):
            reserve_something(person)
        mine = {"worker@example.org": {worker}, "manager@example.org": {worker, manager}}
        for viewer, seen in mine.items():
            assert set(numbers(report(name, viewer=viewer))) == {person.employee_number for person in seen}

    def test_coordinators_see_their_scope_and_leaders_no_person(self, worker):
        team = Post.objects.get(person=worker).team
        for role, expected in (("coordinator", [worker.employee_number]), ("leader", [])):
            user = UserFactory(email=f"{role}@example.org")
            RoleGrantFactory(role=role, team=team, user=user, starts_on=date(2020, 1, 1), ends_on=None)
            assert numbers(report(viewer=f"{role}@example.org")) == expected

    @pytest.mark.parametrize("name", ["entitlements", "allowance"])
    @pytest.mark.parametrize("by", ["team", "service", "year"])
    def test_leaders_read_true_sums_of_their_services_and_of_no_other(self, worker, stranger, name, by):
        for person in (worker, stranger):
            reserve_something(person)
        team = Post.objects.get(person=worker).team
        user = UserFactory(email="leader@example.org")
        RoleGrantFactory(role="leader", team=team, user=user, starts_on=date(2020, 1, 1), ends_on=None)
        rows = report(name, by=by, viewer="leader@example.org")
        assert {row["group"] for row in rows} == {"all" if by == "year" else team.code}
        assert {row["n"] for row in rows} == {"1"}
        assert worker.employee_number not in str(rows)
        assert report(name, viewer="leader@example.org") == report(name, by="person", viewer="leader@example.org") == []

    def test_somebody_suspended_may_not_ask(self, stranger):
        stranger.suspended_on = date(2026, 1, 1)
        stranger.save()
        with pytest.raises(CommandError, match="Nobody who may sign in"):
            report(viewer="stranger@example.org")


def reserve_something(person):
    from cpd_records.actions.entitlement import reconcile

    reconcile(person_ids=[person.pk], by=None, at=NOON)
    return reserve(person, portion(), source=f"booking:{person.pk}")


class TestAllowance:
    def told(self, **asked):
        return {row["measure"]: int(row["value"]) for row in report("allowance", **asked)}

    @pytest.fixture
    def person(self):
        person = member_of_staff()
        reserve(person, portion(minutes=2 * DAY))
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        ledger.spend(source="booking:1", portions=[portion(minutes=DAY)], by=None, at=at, reason="Attended")
        return person

    def test_given_booked_used_and_left(self, person):
        assert self.told() == {"granted": 15 * DAY, "reserved": 0, "spent": DAY, "left": 14 * DAY}

    def test_as_at_a_day_by_what_is_known_now(self, person):
        # booked on 1 June for 12 November; the register was closed on 20 November
        assert self.told(as_at=date(2026, 5, 31)) == {"granted": 15 * DAY, "reserved": 0, "spent": 0, "left": 15 * DAY}
        assert self.told(as_at=date(2026, 11, 11))["reserved"] == 2 * DAY
        assert self.told(as_at=date(2026, 11, 12))["spent"] == DAY

    def test_known_on_a_day_what_had_been_recorded(self, person):
        assert self.told(known_on=date(2026, 11, 19))["reserved"] == 2 * DAY
        assert self.told(known_on=date(2026, 11, 20))["spent"] == DAY


class TestFormats:
    def test_json_has_the_same_rows(self):
        member_of_staff()
        out = io.StringIO()
        call_command("report", "entitlements", **YEAR_2026, format="json", stdout=out)
        (row,) = json.loads(out.getvalue())
        assert (row["value"], row["numerator"], row["lower"]) == (6660, 365, None)
        assert tuple(row) == HEADINGS

    def test_a_workbook_goes_into_a_file(self, tmp_path):
        member_of_staff()
        call_command("report", "entitlements", **YEAR_2026, format="xlsx", out=tmp_path / "e.xlsx")
        rows = list(openpyxl.load_workbook(tmp_path / "e.xlsx").active.values)
        assert (len(rows), rows[1][8]) == (2, 6660)

    def test_a_workbook_is_not_printed(self):
        with pytest.raises(CommandError, match="name one with --out"):
            call_command("report", "entitlements", format="xlsx", stdout=io.StringIO())

    def test_nothing_to_tell_is_headings_and_an_empty_list(self):
        out = io.StringIO()
        call_command("report", "entitlements", format="json", stdout=out)
        assert json.loads(out.getvalue()) == []
        assert report() == []


def test_queries_do_not_grow_with_people(django_assert_num_queries):
    for _ in range(3):
        member_of_staff()
    with django_assert_num_queries(4):
        report()
    with django_assert_num_queries(4):
        report("allowance")
