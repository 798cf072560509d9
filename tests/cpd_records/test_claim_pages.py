"""The pages about claims: written, sent, verified on a phone, looked after; each with its access ladder."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cpd_records.actions import claims
from cpd_records.models import Claim, ClaimKind, CpdRecord
from tests.factories.claims import drafted, learner, manager_of, pdf, submitted, verified
from tests.factories.cpd_records import DAY, balance, portion, reserve
from tests.factories.requirements import RequirementFactory, audience
from tests.factories.workforce import RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SECRET = "What the grandmother said"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def day(now):
    return timezone.localdate(now) - timedelta(days=10)


@pytest.fixture
def person(now):
    return learner(at=now)


def date_parts(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def typed(day, **more):
    return {"title": "A day elsewhere", "minutes": "half a day", "note": SECRET, **date_parts("starts_on", day), **more}


class TestWriting:
    def test_from_the_list_of_kinds_to_the_manager(self, client, person, day):
        sign_in(client, person.user)
        kinds = client.get("/my/cpd/claims/new/").text
        assert "/my/cpd/claims/new/shadowing/" in kinds
        assert "Routine supervision" in kinds
        assert "Counts up to 2 days a year." in kinds
        answer = client.post("/my/cpd/claims/new/shadowing/", typed(day, methodologies=["sos", "rp"]), follow=True)
        claim = Claim.objects.get()
        assert (claim.minutes, claim.methodologies, claim.state) == (222, ["sos", "rp"], "draft")
        assert "Send to be verified" in answer.text
        assert "off the allowance" in answer.text
        client.post(f"/my/cpd/claims/{claim.public_id}/", {"step": "submit"})
        assert Claim.objects.get().state == "submitted"

    @pytest.mark.parametrize(
        ("time", "minutes"),
        [("2:30", 150), ("2 hours 30 minutes", 150), ("1 day", 444), ("a day and half an hour", 474), ("45 mins", 45)],
    )
    def test_time_is_taken_as_people_write_it(self, client, person, day, time, minutes):
        sign_in(client, person.user)
        client.post("/my/cpd/claims/new/shadowing/", typed(day, minutes=time))
        assert Claim.objects.get().minutes == minutes

    @pytest.mark.parametrize("time", ["soon", "1.01 minutes", "3", "0 hours", "1 hour of talk"])
    def test_what_is_no_time_is_refused_with_everything_typed_still_there(self, client, person, day, time):
        sign_in(client, person.user)
        page = client.post("/my/cpd/claims/new/shadowing/", typed(day, minutes=time))
        assert "Enter how long it took, like" in page.text
        assert SECRET in page.text
        assert not Claim.objects.exists()

    def test_a_kind_that_does_not_count_or_is_unknown_is_not_found(self, client, person):
        sign_in(client, person.user)
        assert client.get("/my/cpd/claims/new/supervision/").status_code == 404
        assert client.get("/my/cpd/claims/new/dancing/").status_code == 404
        assert client.get("/my/cpd/claims/new/external/").status_code == 200

    def test_a_word_of_warning_where_a_child_may_be_named(self, client, person, day):
        sign_in(client, person.user)
        page = client.post("/my/cpd/claims/new/shadowing/", typed(day, note="A boy called Tom Smith"), follow=True)
        assert "Tom Smith" in page.text
        assert Claim.objects.exists()

    def test_it_is_changed_and_withdrawn(self, client, person, day, now):
        claim = drafted(person, at=now, starts_on=day)
        sign_in(client, person.user)
        address = f"/my/cpd/claims/{claim.public_id}/"
        assert 'value="3 hours 42 minutes"' in client.get(f"{address}change/").text
        client.post(f"{address}change/", typed(day, title="Another title"))
        assert Claim.objects.get().title == "Another title"
        assert "Withdrawn" in client.post(address, {"step": "withdraw"}, follow=True).text
        assert client.get(f"{address}change/").status_code == 302
        assert "Choose what to do" in client.post(address, {"step": "dance"}).text

    def test_a_late_one_goes_to_a_coordinator_who_reads_no_word_of_it(self, client, person, now):
        old = timezone.localdate(now) - timedelta(days=80)
        claim = drafted(person, at=now, starts_on=old, note=SECRET)
        address = f"/my/cpd/claims/{claim.public_id}/"
        sign_in(client, person.user)
        assert "Ask a coordinator" in client.get(address).text
        assert "Say in a sentence why" in client.post(address, {"step": "late", "text": ""}).text
        client.post(address, {"step": "late", "text": "I was away a long time"})
        sign_in(client, RoleGrantFactory().user)
        theirs = f"/coordinate/claims/{claim.public_id}/"
        pages = client.get("/coordinate/claims/").text + client.get(theirs).text
        assert "Allow it, with a reason" in pages
        assert SECRET not in pages
        assert "away a long time" not in pages
        client.post(f"{theirs}allow/", {"text": "Agreed with the manager"})
        sign_in(client, person.user)
        assert "Send to be verified" in client.get(address).text


class TestVerifying:
    def test_many_together_and_each_answered(self, client, person, day, now):
        first, second = submitted(person, at=now, starts_on=day), submitted(person, at=now, starts_on=day, kind="peer")
        sign_in(client, manager_of(person))
        page = client.get("/team/claims/")
        assert page.text.count('type="checkbox"') == 2
        assert "Tick at least one" in client.post("/team/claims/", {}).text
        done = client.post("/team/claims/", {"claim": [str(first.public_id), str(second.public_id)]}, follow=True)
        assert "You have verified 2" in done.text
        assert balance(person, first_of_year(day)).spent == 444
        assert "Nothing waits for you" in done.text

    def test_the_part_that_counts_is_said_before(self, client, person, day, now):
        submitted(person, at=now, kind="reading", starts_on=day, ends_on=day + timedelta(days=3), minutes=1000)
        sign_in(client, manager_of(person))
        assert "Reading counts up to 2 days (14 hours 48 minutes)" in client.get("/team/claims/").text

    def test_one_closer_asked_answered_and_verified_beyond(self, client, person, day, now):
        reserve(person, portion(on=day, minutes=15 * DAY), at=now)
        claim = submitted(person, at=now, starts_on=day, note=SECRET)
        address = f"/team/claims/{claim.public_id}/"
        sign_in(client, manager_of(person))
        assert 'type="checkbox"' not in client.get("/team/claims/").text
        page = client.get(address).text
        assert SECRET in page
        assert "More than is left" in page
        assert "Write what you would like to know" in client.post(address, {"answer": "query", "text": ""}).text
        client.post(address, {"answer": "query", "text": "Which team?"})
        sign_in(client, person.user)
        mine = f"/my/cpd/claims/{claim.public_id}/"
        assert "Which team?" in client.get(mine).text
        client.post(mine, {"step": "answer", "text": "North"})
        sign_in(client, manager_of(person))
        assert "too little" in client.get(address).text
        assert "beyond the allowance" in client.post(address, {"answer": "verify"}).text
        client.post(address, {"answer": "verify", "beyond": "on"})
        assert Claim.objects.get().state == "verified"
        assert "Say why it is taken back" in client.post(address, {"answer": "reverse", "text": ""}).text
        client.post(address, {"answer": "reverse", "text": "Claimed twice"})
        assert Claim.objects.get().state == "reversed"
        assert not CpdRecord.objects.standing().exists()

    def test_ask_first_is_agreed_or_not(self, client, person, now):
        soon = timezone.localdate(now) + timedelta(days=5)
        claim = drafted(person, at=now, starts_on=soon)
        claims.ask_first(claim_id=claim.pk, by=person.user, at=now)
        sign_in(client, manager_of(person))
        assert "Answer the question" in client.get("/team/claims/").text
        client.post(f"/team/claims/{claim.public_id}/", {"answer": "agree"})
        assert Claim.objects.get().state == "agreed"

    def test_the_desk_says_what_waits(self, client, person, day, now):
        claim = submitted(person, at=now, starts_on=day)
        sign_in(client, manager_of(person))
        assert "Claims to verify" in client.get("/desk/").text
        claims.query(claim_id=claim.pk, text=SECRET, by=manager_of(person), at=now)
        sign_in(client, person.user)
        desk = client.get("/desk/").text
        assert "A question about your learning" in desk
        assert SECRET not in desk


class TestCertificates:
    def test_a_coordinator_accepts_one(self, client, person, day, now):
        RequirementFactory(audiences=[audience("in-all", "staff")], course_codes=["LA19"])
        claim = verified(person, at=now, starts_on=day, kind="external", provider_name="A trust", files=[pdf()])
        address = f"/coordinate/claims/{claim.public_id}/"
        sign_in(client, RoleGrantFactory().user)
        assert "Certificates that may meet" in client.get("/coordinate/claims/").text
        assert "certificate.pdf" in client.get(address).text
        client.post(f"{address}accept/", {"course_code": "LA19"})
        assert CpdRecord.objects.standing().get().course_code == "LA19"
        client.post(f"{address}take-back/", {"text": "The paper was somebody else’s"})
        assert Claim.objects.get().state == "reversed"


def first_of_year(day):
    return day.replace(year=day.year if day.month >= 4 else day.year - 1, month=4, day=1)


def test_a_kind_changes_from_a_day_and_only_from_then(now):
    today = timezone.localdate(now)
    row = ClaimKind.objects.book(today)["reading"]
    row.pk, row.starts_on, row.caps, row.retired = None, today + timedelta(days=1), [], True
    row.save(force_insert=True)
    assert "reading" in ClaimKind.objects.book(today)
    assert "reading" not in ClaimKind.objects.book(today + timedelta(days=1))
