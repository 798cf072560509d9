"""Statements as files, and of somebody else for those who may see them."""

import csv
import io
from datetime import date, timedelta

import pypdf
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cpd_records.actions import ledger, past_learning
from cpd_records.actions.entitlement import reconcile
from cpd_records.rules.years import year_start
from foundation.methodologies import Split
from tests.factories.cpd_records import DAY, learning, portion, reserve
from tests.factories.workforce import PostFactory, RoleGrantFactory, UserFactory, staff
from tests.signing_in import sign_in
from workforce.models import Post, ReadLog

pytestmark = pytest.mark.django_db
MINE = "/my/allowance/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def start(today):
    return year_start(today)


@pytest.fixture
def manager():
    return staff("manager@example.org")


@pytest.fixture
def worker(manager):
    person = staff("worker@example.org", manager=manager, first_name="Jordan", last_name="Ellis")
    reconcile(person_ids=[person.pk], by=None, at=timezone.now())
    return person


@pytest.fixture
def learned(worker, start):
    """Two days booked, one of them used, half of it on each of two approaches."""
    day = start + timedelta(days=40)
    reserve(worker, portion(day, 2 * DAY), at=timezone.now())
    spent = [portion(day, DAY, Split(sos=50, rp=50))]
    ledger.spend(source="booking:1", portions=spent, by=None, at=timezone.now(), reason="Attended: a course")
    return worker


def opened(client, user, path):
    sign_in(client, user)
    return client.get(path)


def read_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def read_pdf(response):
    return pypdf.PdfReader(io.BytesIO(b"".join(response.streaming_content)))


class TestFiles:
    def test_csv_has_every_movement_to_the_minute(self, client, learned):
        rows = read_csv(opened(client, learned.user, f"{MINE}statement.csv"))
        assert [row["What happened"] for row in rows] == ["Allowance for the year", "Booked", "Used", "Given back"]
        last = rows[-1]
        assert (last["Left after it, minutes"], last["Booked after it, minutes"], last["Used after it, minutes"]) == (
            "6216",
            "0",
            "444",
        )
        assert rows[2]["Signs of Safety minutes"] == "222"

    def test_pdf_reads_back_with_title_language_and_bookmarks(self, client, learned, start):
        answer = opened(client, learned.user, f"{MINE}statement.pdf")
        assert f"allowance-{start.year}-" in answer["Content-Disposition"]
        paper = read_pdf(answer)
        text = " ".join(page.extract_text() for page in paper.pages)
        for words in ("Jordan Ellis", "14 days (103 hours 36 minutes)", "Attended: a course", "The whole year at full"):
            assert words in " ".join(text.split())
        assert paper.metadata.title.startswith("Learning allowance statement, 1 April")
        assert paper.trailer["/Root"]["/Lang"] == "en-GB"
        assert [mark.title for mark in _flat(paper.outline)] == [
            "Learning allowance statement",
            "Where it stands",
            "How it is worked out",
            "Used, by learning approach",
            "At the present pace",
            "Every movement",
        ]

    def test_a_long_year_runs_over_pages_with_its_headings(self, client, worker, start):
        for number in range(40):
            reserve(worker, portion(start, 30), source=f"booking:{number}", at=timezone.now())
        paper = read_pdf(opened(client, worker.user, f"{MINE}statement.pdf"))
        assert len(paper.pages) > 2
        assert all("Counts for" in page.extract_text() for page in paper.pages[1:])

    def test_a_past_year_without_movements_still_makes_a_file(self, client, worker):
        assert read_csv(opened(client, worker.user, f"{MINE}statement.csv?year=2018")) == []
        assert "Nothing has moved" in read_pdf(client.get(f"{MINE}statement.pdf?year=2018")).pages[0].extract_text()


def _flat(outline):
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_every_past_year_of_imported_training_has_its_statement(client, worker):
    for year in (2020, 2023):
        day = date(year, 6, 12)
        facts = learning(source=f"history:{year}", starts_on=day, ends_on=day, minutes=300, credited_minutes=300)
        row = past_learning.PastLearning(worker.pk, facts, "Attended: Signs of Safety, two-day")
        past_learning.post(rows=[row], by=None, at=timezone.now())
    sign_in(client, worker.user)
    for year in (2020, 2023):
        rows = read_csv(client.get(f"{MINE}statement.csv?year={year}"))
        assert [(row["What happened"], row["Minutes"], row["Used after it, minutes"]) for row in rows] == [
            ("Allowance for the year", "6660", "0"),
            ("Used", "300", "300"),
        ]
        page = client.get(f"{MINE}?year={year}").content.decode()
        assert "Attended: Signs of Safety, two-day" in page
        assert "At the present pace" not in page


class TestOfSomebodyElse:
    @pytest.fixture
    def path(self, learned):
        return f"/allowance/{learned.public_id}/"

    def test_a_manager_sees_totals_and_no_movement_and_the_person_sees_that(self, client, manager, path, learned):
        page = opened(client, manager.user, path).content.decode()
        assert "left of up to 15 days" in page
        assert "Totals only" in page
        assert "Booked: a course" not in page
        assert ReadLog.objects.filter(person=learned, reader=manager.user, capacity="manager").exists()

    def test_a_coordinator_sees_every_movement(self, client, path, learned):
        user = RoleGrantFactory(role="coordinator", team=Post.objects.get(person=learned).team).user
        assert "Booked: a course" in opened(client, user, path).content.decode()
        assert len(read_csv(client.get(f"{path}statement.csv"))) == 4

    def test_a_coordinator_of_everybody_sees_every_year_of_everybody(self, client, path):
        user = RoleGrantFactory(role="coordinator").user
        assert "Booked: a course" in opened(client, user, path).content.decode()
        assert "Totals only" not in client.get(f"{path}?year=2018").content.decode()

    def test_queries_are_a_fixed_number_whatever_has_moved(self, client, path, learned, start):
        sign_in(client, RoleGrantFactory(role="coordinator").user)
        client.get(path)
        with CaptureQueriesContext(connection) as few:
            client.get(path)
        for number in range(9):
            reserve(learned, portion(start, 60), source=f"booking:more{number}", at=timezone.now())
        with CaptureQueriesContext(connection) as many:
            client.get(path)
        assert len(few) == len(many)

    def test_a_manager_has_the_pdf_without_movements_and_no_csv(self, client, manager, path):
        text = read_pdf(opened(client, manager.user, f"{path}statement.pdf")).pages[0].extract_text()
        assert "Where it stands" in text
        assert "Every movement" not in text
        assert client.get(f"{path}statement.csv").status_code == 403

    @pytest.mark.parametrize("end", ["", "statement.pdf", "statement.csv"])
    def test_the_access_ladder(self, client, path, end):
        address = f"{path}{end}"
        assert client.get(address).status_code == 302
        colleague = staff("colleague@example.org").user
        leader = RoleGrantFactory(role="leader").user
        elsewhere = RoleGrantFactory(role="coordinator", team=PostFactory().team).user
        for user in (colleague, leader, elsewhere, UserFactory()):
            assert opened(client, user, address).status_code == 404
        assert client.post(address).status_code == 405
        assert client.get(f"/allowance/{'0' * 8}-0000-0000-0000-{'0' * 12}/{end}").status_code == 404

    def test_somebody_without_a_ledger(self, client, manager):
        agency = PostFactory(contract="agency", line_manager=manager).person
        page = opened(client, manager.user, f"/allowance/{agency.public_id}/").content.decode()
        assert "has no learning allowance" in page

    def test_the_team_list_leads_there(self, client, manager, path):
        assert f'href="{path}"' in opened(client, manager.user, "/team/allowance/").content.decode()
