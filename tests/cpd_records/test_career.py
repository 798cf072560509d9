"""Awards, mentoring, teaching: one page that follows the person (DOMAIN rows 3, 39, 42)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cpd_records.actions import career
from cpd_records.models import Achievement, CpdRecord, EvidenceFile, Mentoring
from tests.cpd_records.test_claim_pages import date_parts
from tests.factories.claims import PDF, learner, pdf, verified
from tests.factories.courses import SessionFactory
from tests.factories.workforce import RoleGrantFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
AWARD = {
    "kind": "naas",
    "title": "NAAS practice supervisor",
    "awarding_body": "Department for Education",
    "level": "",
    "awarded_on": date(2020, 3, 1),
    "expires_on": None,
}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def person():
    return staff("learner@example.org", manager=staff("manager@example.org"))


def stated(person, now, **more):
    return career.state(person_id=person.pk, values={**AWARD, **more}, by=person.user, at=now)


def page(client, user, address="/my/cpd/career/"):
    sign_in(client, user)
    return client.get(address)


class TestAwards:
    def test_added_with_proof_checked_and_shown(self, client, person, now):
        sign_in(client, person.user)
        given = {**AWARD, **date_parts("awarded_on", AWARD["awarded_on"]), "file": pdf(), "expires_on": ""}
        client.post("/my/cpd/career/awards/add/", given)
        row = Achievement.objects.get()
        assert "Not checked yet" in page(client, person.user).text
        coordinator = RoleGrantFactory().user
        assert "NAAS practice supervisor" in page(client, coordinator, "/coordinate/career/").text
        assert b"".join(client.get(f"/evidence/{row.evidence.public_id}/").streaming_content) == PDF
        address = f"/coordinate/career/{row.public_id}/"
        assert "Say in a few words why" in client.post(address, {"answer": "decline", "reason": ""}).text
        client.post(address, {"answer": "verify", "reason": ""})
        shown = page(client, person.user).text
        assert "Checked" in shown
        assert "NAAS accreditation (awarded until 2022)" in shown

    def test_what_is_wrong_is_said_beside_its_box(self, client, person, now):
        sign_in(client, person.user)
        ahead = timezone.localdate(now) + timedelta(days=9)
        given = {**AWARD, **date_parts("awarded_on", ahead), "expires_on": ""}
        assert "This is in the future" in client.post("/my/cpd/career/awards/add/", given).text
        bad = {**AWARD, **date_parts("awarded_on", AWARD["awarded_on"]), "file": pdf(content=b"<p>"), "expires_on": ""}
        assert "is not a PDF" in client.post("/my/cpd/career/awards/add/", bad).text
        assert not Achievement.objects.exists()
        assert not EvidenceFile.objects.exists()

    def test_who_may_check_and_who_may_remove(self, client, person, now):
        row, coordinator = stated(person, now), staff("coordinator@example.org")
        RoleGrantFactory(user=coordinator.user)
        for user in (person.user, staff("x@example.org").user):
            with pytest.raises(career.CareerRefused):
                career.check(achievement_id=row.pk, verified=True, by=user, at=now)
        own = stated(coordinator, now)
        with pytest.raises(career.CareerRefused):
            career.check(achievement_id=own.pk, verified=True, by=coordinator.user, at=now)
        sign_in(client, staff("y@example.org").user)
        assert client.post(f"/my/cpd/career/awards/{row.public_id}/remove/").status_code == 404
        sign_in(client, person.user)
        client.post(f"/my/cpd/career/awards/{row.public_id}/remove/")
        client.post(f"/my/cpd/career/awards/{row.public_id}/remove/")
        assert Achievement.objects.get(pk=row.pk).state == "removed"
        assert "NAAS" not in page(client, person.user).text


class TestMentoring:
    def add(self, client, user, **more):
        sign_in(client, user)
        given = {"role": "mentee", "kind": "mentoring", "meetings": "3", **date_parts("starts_on", date(2026, 1, 5))}
        return client.post("/my/cpd/career/mentoring/add/", {**given, **more})

    def test_it_stands_on_both_pages_and_either_removes_it(self, client, person):
        mentor = staff("mentor@example.org", first_name="Mo", last_name="Ali")
        self.add(client, person.user, colleague="mentor@example.org")
        assert "Mo Ali mentors you, 3 meetings so far" in page(client, person.user).text
        assert f"You mentor {person.full_name}" in page(client, mentor.user).text
        assert "Mo Ali" not in page(client, staff("z@example.org").user).text
        row = Mentoring.objects.get()
        assert client.post(f"/my/cpd/career/mentoring/{row.public_id}/remove/").status_code == 404
        sign_in(client, mentor.user)
        client.post(f"/my/cpd/career/mentoring/{row.public_id}/remove/")
        assert "mentors you" not in page(client, person.user).text

    def test_a_mentor_from_outside_and_a_period_that_ended(self, client, person):
        self.add(
            client, person.user, mentor_name="Dr Bell", kind="coaching", **date_parts("last_day", date(2026, 6, 30))
        )
        shown = page(client, person.user).text
        assert "Dr Bell coaches you" in shown
        assert "5 January 2026 to 30 June 2026" in shown

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({}, "Enter their work e-mail, or the name"),
            ({"colleague": "nobody@example.org"}, "Nobody here has this work e-mail"),
            ({"colleague": "learner@example.org"}, "Nobody mentors themselves"),
            ({"role": "mentor", "mentor_name": "Dr Bell"}, "Enter the work e-mail of whoever you mentor"),
            ({"mentor_name": "X", **date_parts("last_day", date(2025, 1, 1))}, "cannot end before"),
        ],
    )
    def test_what_is_wrong_is_said(self, client, person, more, words):
        assert words in self.add(client, person.user, **more).text
        assert not Mentoring.objects.exists()


class TestTeaching:
    def test_sessions_led_and_teaching_claimed_stand_together(self, client, now):
        somebody = learner(at=now)
        session = SessionFactory(state="closed", register_closed_at=now)
        session.trainers.create(person=somebody, name=somebody.full_name)
        verified(
            somebody, at=now, kind="teaching", title="Scaling questions for the team", starts_on=timezone.localdate(now)
        )
        shown = page(client, somebody.user).text
        assert session.course.title in shown
        assert "Scaling questions for the team" in shown


def test_history_follows_the_person_between_records(client, person, now):
    earlier = staff("agency@example.org")
    stated(earlier, now)
    earlier.joined_into = person
    earlier.save()
    assert "NAAS practice supervisor" in page(client, person.user).text


@pytest.mark.parametrize("address", ["/my/cpd/career/", "/my/cpd/career/awards/add/", "/coordinate/career/"])
def test_the_ladder(client, person, address, now):
    row = stated(person, now)
    assert client.get(address).status_code == 302
    expected = 403 if address.startswith("/coordinate") else 200
    assert page(client, person.user, address).status_code == expected
    assert page(client, person.user, f"/coordinate/career/{row.public_id}/").status_code == 403
    coordinator = RoleGrantFactory().user
    assert page(client, coordinator, f"/coordinate/career/{row.public_id}/").status_code == 200
    assert page(client, coordinator, "/coordinate/career/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.post("/coordinate/career/").status_code == 405
    assert CpdRecord.objects.count() == 0


def test_queries_do_not_grow_with_awards(client, person, now, django_assert_max_num_queries):
    for number in range(6):
        stated(person, now, title=f"Award {number}")
    page(client, person.user)
    with django_assert_max_num_queries(22):
        client.get("/my/cpd/career/")
