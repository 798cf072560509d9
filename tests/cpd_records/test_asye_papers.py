"""Lists, files and the portfolio of newly qualified workers; what the desk says; queries."""

import io
from datetime import date

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cpd_records.actions.asye import enrolments, outcomes
from cpd_records.models import AsyeEnrolment
from tests.cpd_records.asye_house import DAY, READERS, people, see
from tests.factories.asye import enrolled, logged, newly_qualified, reviewed, shown
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return people()


def test_a_proposal_is_confirmed_or_refused_from_the_list(client, house):
    north = house["worker"].posts.get().team
    one = newly_qualified("one@example.org", team=north, last_name="One")
    two = newly_qualified("two@example.org", team=north, last_name="Two")
    assert enrolments.propose(at=timezone.now()) == 2
    page = see(client, house, "coordinator", "/asye/").text
    assert "Waiting for you" in page
    rows = {row.person_id: row for row in AsyeEnrolment.objects.all()}
    client.post(f"/asye/{rows[one.pk].public_id}/confirm/", {"assessor": "ASSESSOR@example.org"})
    client.post(f"/asye/{rows[two.pk].public_id}/refuse/", {"reason": "Qualified in 2024"})
    states = dict(AsyeEnrolment.objects.values_list("person__last_name", "state"))
    assert (states["One"], states["Two"]) == ("running", "refused")
    assert "Waiting for you" not in see(client, house, "coordinator", "/asye/").text


def test_the_csv_is_the_cohorts(client, house):
    logged(house["row"], 90, at=timezone.now())
    sign_in(client, house["coordinator"].user)
    text = b"".join(client.get("/asye/?format=csv").streaming_content).decode()
    assert "Nina" in text
    assert ",90," in text


def test_the_portfolio_is_read_back_with_title_language_and_bookmarks(client, house):
    row, now = house["row"], timezone.now()
    logged(row, 90, at=now)
    reviewed(row, on=timezone.localdate(), note="a private word", at=now)
    shown(row, title="A hard decision", words="What I weighed\nand why")
    outcomes.pause(
        enrolment_id=row.pk,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 15),
        reason="Agreed",
        by=row.decided_by,
        at=now,
    )
    paper = pdf(see(client, house, "worker", "/asye/{key}/portfolio/"))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for said in ("Nina New", "A hard decision", "What I weighed", "3-month review", "a private word", "On track"):
        assert said in text
    assert "Paused from 1 October 2026 to 14 October 2026. Agreed" in text
    assert "10% of 220 working days is 22 days a year" in text
    assert paper.metadata.title == "ASYE portfolio: Nina New"
    assert paper.trailer["/Root"]["/Lang"] == "en-GB"
    assert "Reviews" in str(paper.outline)
    theirs = pdf(see(client, house, "coordinator", "/asye/{key}/portfolio/"))
    assert "a private word" not in " ".join(page.extract_text() for page in theirs.pages)


def pdf(response):
    assert response["X-Content-Type-Options"] == "nosniff"
    return pypdf.PdfReader(io.BytesIO(b"".join(response.streaming_content)))


def test_queries_do_not_grow_with_people(client, house, django_assert_max_num_queries, django_assert_num_queries):
    address = "/asye/"
    sign_in(client, house["coordinator"].user)
    client.get(address)
    with django_assert_max_num_queries(30) as first:
        client.get(address)
    north = house["worker"].posts.get().team
    for number in range(4):
        more = newly_qualified(f"more{number}@example.org", team=north)
        row = enrolled(more, by=house["coordinator"], assessor=house["assessor"], at=timezone.now())
        logged(row, at=timezone.now())
        reviewed(row, on=timezone.localdate(), at=timezone.now())
    with django_assert_num_queries(len(first)):
        client.get(address)


def test_a_page_of_much_evidence_takes_as_many_queries_as_one_of_little(
    client, house, django_assert_max_num_queries, django_assert_num_queries
):
    sign_in(client, house["worker"].user)
    shown(house["row"])
    client.get("/my/asye/")
    with django_assert_max_num_queries(30) as first:
        client.get("/my/asye/")
    for _ in range(5):
        shown(house["row"])
        logged(house["row"], at=timezone.now())
    with django_assert_num_queries(len(first)):
        client.get("/my/asye/")


def test_a_file_is_looked_into_and_streamed_to_whoever_reads_the_portfolio(client, house):
    sign_in(client, house["worker"].user)
    given = DAY | {"kind": "work", "title": "A chronology"}
    bad = SimpleUploadedFile("plan.pdf", b"<html><script>1</script></html>")
    assert "There is a problem" in client.post("/my/asye/evidence/", given | {"file": bad}).text
    assert not house["row"].evidence.exists()
    assert 'enctype="multipart/form-data"' in client.get("/my/asye/evidence/").text
    client.post("/my/asye/evidence/", given | {"file": SimpleUploadedFile("../../plan.txt", b"What we did.")})
    piece = house["row"].evidence.get()
    address = f"/asye/{{key}}/evidence/{piece.public_id}/file/"
    for who, status in READERS.items():
        answer = see(client, house, who, address)
        assert answer.status_code == status, who
        if status == 200:
            assert b"".join(answer.streaming_content) == b"What we did."
            assert answer["Content-Disposition"] == 'attachment; filename="plan.txt"'


def test_whoever_is_not_on_it_reads_why(client, house):
    one = newly_qualified("one@example.org", team=house["worker"].posts.get().team)
    enrolments.propose(at=timezone.now())
    row = AsyeEnrolment.objects.get(person=one)
    given = {"enrolment_id": row.pk, "by": house["coordinator"].user, "at": timezone.now()}
    enrolments.refuse(reason="Qualified in 2024", **given)
    sign_in(client, one.user)
    assert "Qualified in 2024" in client.get("/my/asye/").text


def test_the_desk_says_what_is_next_to_each(client, house):
    north = house["worker"].posts.get().team
    newly_qualified("one@example.org", team=north, first_name="One")
    enrolments.propose(at=timezone.now())
    assert "Your first year in practice" in see(client, house, "worker", "/desk/").text
    mine = see(client, house, "coordinator", "/desk/").text
    assert "Waits for you to confirm" in mine
    assert "Waits for you to confirm" not in see(client, house, "other", "/desk/").text
    assert "first year in practice" not in see(client, house, "colleague", "/desk/").text
