"""Pages of newly qualified workers: each walks the access ladder."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cpd_records.actions.asye import NotYours, enrolments
from cpd_records.models import AsyeChange, AsyeEnrolment, AsyeReview, AsyeTime
from foundation.models import Term
from foundation.taxonomies import sync_shipped_terms
from tests.cpd_records.asye_house import DAY, READERS, people, see
from tests.factories.asye import logged, reviewed, shown
from tests.factories.workforce import staff
from tests.signing_in import sign_in
from workforce.models import Post, ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return people()


DECIDES = {"worker": 403, "assessor": 403, "coordinator": 200, "manager": 404, "other": 404, "colleague": 404}
LADDER = [
    ("/my/asye/", {"worker": 200, "assessor": 200, "manager": 200}),  # to others it says that there is none
    (
        "/asye/{key}/",
        READERS,
    ),
    (
        "/asye/{key}/portfolio/",
        READERS,
    ),
    ("/asye/{key}/review/1/", {"worker": 403, "assessor": 200, "coordinator": 403, "manager": 404, "other": 404}),
    ("/asye/{key}/review/9/", {"assessor": 404}),
    ("/asye/{key}/observation/", {"worker": 403, "assessor": 200, "coordinator": 403, "manager": 404, "other": 404}),
    (
        "/asye/{key}/pause/",
        DECIDES,
    ),
    ("/asye/{key}/extend/", DECIDES),
    ("/asye/{key}/outcome/", DECIDES),
    ("/asye/{key}/assessor/", DECIDES),
    ("/asye/{key}/confirm/", {"worker": 403, "coordinator": 200, "other": 404}),
    ("/asye/{key}/refuse/", {"worker": 403, "coordinator": 200, "other": 404}),
    ("/asye/", {"worker": 403, "assessor": 200, "coordinator": 200, "other": 200, "manager": 403, "colleague": 403}),
    ("/team/asye/", {"worker": 403, "manager": 200, "coordinator": 403, "colleague": 403}),
    ("/my/asye/time/", {"worker": 200, "manager": 404, "assessor": 404}),
    ("/my/asye/evidence/", {"worker": 200, "manager": 404, "assessor": 404}),
    ("/asye/00000000-0000-0000-0000-000000000000/", {"coordinator": 404}),
]


@pytest.mark.parametrize(("address", "answers"), LADDER, ids=[address for address, _ in LADDER])
def test_every_page_opens_for_whom_it_should(client, house, address, answers):
    assert client.get(address.format(key=house["row"].public_id)).status_code == 302
    for who, status in answers.items():
        assert see(client, house, who, address).status_code == status, who


def test_what_only_acts_is_never_opened(client, house):
    row = house["row"]
    time = logged(row, at=timezone.now())
    piece = shown(row)
    sign_in(client, house["worker"].user)
    for address in (
        f"/my/asye/time/{time.public_id}/take-back/",
        f"/asye/{row.public_id}/evidence/{piece.public_id}/withdraw/",
    ):
        assert client.get(address).status_code == 405
    for address in ("/my/asye/", "/asye/", "/team/asye/"):
        assert client.post(address).status_code == 405


def test_the_coordinator_of_another_cohort_sees_nobody(client, house):
    assert "Nobody is on the programme" in see(client, house, "other", "/asye/").text
    listed = see(client, house, "coordinator", "/asye/").text
    assert "Nina New" in listed
    sign_in(client, house["other"].user)
    assert "New" not in b"".join(client.get("/asye/?format=csv").streaming_content).decode().split("\n", 1)[1]


def test_the_note_of_a_review_is_for_the_two_and_the_manager_sees_stage_and_dates(client, house):
    reviewed(house["row"], on=timezone.localdate(), note="a private word", at=timezone.now())
    shown(house["row"], title="A visit to Mill Lane", words="what I saw")
    for who in ("worker", "assessor"):
        assert "a private word" in see(client, house, who, "/asye/{key}/").text
    page = see(client, house, "coordinator", "/asye/{key}/").text
    assert "a private word" not in page
    assert "what I saw" in page
    team = see(client, house, "manager", "/team/asye/").text
    assert "Nina New" in team
    assert "6-month review" in team
    for hidden in ("private", "Mill Lane", "On track", "days"):
        assert hidden not in team.split("<main")[1].split("</main")[0]


def test_the_worker_sees_who_has_looked(client, house):
    see(client, house, "coordinator", "/asye/{key}/")
    see(client, house, "worker", "/asye/{key}/")
    assert [(log.reader, log.capacity) for log in ReadLog.objects.all()] == [
        (house["coordinator"].user, "ASYE coordinator")
    ]


def test_a_worker_logs_corrects_and_takes_back_time(client, house):
    sign_in(client, house["worker"].user)
    given = DAY | {"hours": "1", "minutes": "30", "kind": "portfolio", "key": "6f1f0a8c-3a39-4a43-9d0a-0a4f0b7ad0a1"}
    for _ in range(2):  # pressed twice
        assert client.post("/my/asye/time/", given).status_code == 302
    row = AsyeTime.objects.get()
    assert (row.minutes, row.on) == (90, date(2026, 10, 5))
    assert "1 hour 30 minutes" in client.get("/my/asye/").text
    changed = given | {"hours": "2", "minutes": "", "key": "7f1f0a8c-3a39-4a43-9d0a-0a4f0b7ad0a1"}
    client.post(f"/my/asye/time/{row.public_id}/", changed)
    assert client.get(f"/my/asye/time/{row.public_id}/").status_code == 404
    new = AsyeTime.objects.standing().get()
    client.post(f"/my/asye/time/{new.public_id}/take-back/")
    assert "You have logged nothing yet" in client.get("/my/asye/").text
    assert AsyeTime.objects.count() == 3


def test_no_time_at_all_says_what_to_do(client, house):
    sign_in(client, house["worker"].user)
    page = client.post("/my/asye/time/", DAY | {"kind": "portfolio", "key": "6f1f0a8c-3a39-4a43-9d0a-0a4f0b7ad0a1"})
    assert "Enter how long it took" in page.text


def test_evidence_speaks_to_outcomes_and_can_be_taken_out(client, house):
    sync_shipped_terms()
    sign_in(client, house["worker"].user)
    term = Term.objects.get(vocabulary__code="pcf-domain", code="values")
    given = DAY | {"kind": "reflection", "title": "A hard decision", "words": "What I weighed", "outcomes": [term.pk]}
    client.post("/my/asye/evidence/", given)
    page = client.get("/my/asye/").text
    assert "A hard decision" in page
    assert "1 piece" in page
    piece = house["row"].evidence.get()
    assert client.post(f"/asye/{house['row'].public_id}/evidence/{piece.public_id}/withdraw/").url == "/my/asye/"
    assert "A hard decision" not in client.get("/my/asye/").text


def test_an_assessor_records_a_review_and_an_observation(client, house):
    key, today = house["row"].public_id, timezone.localdate()
    day = {"held_on-day": today.day, "held_on-month": today.month, "held_on-year": today.year}
    sign_in(client, house["assessor"].user)
    client.post(f"/asye/{key}/review/1/", day | {"progress": "support", "workload_percent": "85", "note": "Together"})
    review = AsyeReview.objects.get()
    assert (review.progress, review.workload_percent, review.note) == ("support", 85, "Together")
    client.post(f"/asye/{key}/observation/", DAY | {"title": "A core group", "words": ""})
    page = client.get(f"/asye/{key}/").text
    assert "A core group" in page
    assert "85%" in page
    assert "1 of 3" in page


def test_a_coordinator_pauses_ends_takes_back_extends_and_decides(client, house):
    key = house["row"].public_id
    sign_in(client, house["coordinator"].user)

    def send(address, days=None, **given):
        parts = {
            f"{name}-{part}": value
            for name, day in (days or {}).items()
            for part, value in zip(("day", "month", "year"), day, strict=True)
        }
        return client.post(f"/asye/{key}/{address}", given | parts)

    send("pause/", {"starts_on": (1, 10, 2026)}, reason="Agreed")
    change = AsyeChange.objects.get()
    assert "Paused since 1 October 2026" in client.get(f"/asye/{key}/").text
    send(f"pause/{change.public_id}/end/", {"last_day": (14, 10, 2026)})
    assert "14 September 2027" in client.get(f"/asye/{key}/").text
    ended = AsyeChange.objects.get(replaces=change)
    send(f"changes/{ended.public_id}/take-back/", reason="A slip")
    assert "31 August 2027" in client.get(f"/asye/{key}/").text
    today = timezone.localdate()
    decided = (today.day, today.month, today.year)
    send("extend/", {"decided_on": decided, "new_end": (30, 11, 2027)}, reason="More time")
    assert "Extended to 30 November 2027" in client.get(f"/asye/{key}/").text
    send("outcome/", {"decided_on": decided}, outcome="passed")
    assert AsyeEnrolment.objects.get().state == "passed"
    assert "does not run" in send("pause/", {"starts_on": (1, 10, 2026)}, reason="x").text


class TestByHand:
    """The staff file does not show everybody as newly qualified."""

    ADDRESS = "/asye/add/"
    BEGAN = timezone.localdate() - timedelta(days=90)

    def given(self, on=BEGAN, worker="late@example.org"):
        day = {f"starts_on-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}
        return {"worker": worker, "assessor": "assessor@example.org", **day}

    def unshown(self, house, **post):
        late = staff("late@example.org", team=Post.objects.get(person=house["row"].person).team)
        Post.objects.filter(person=late).update(starts_on=self.BEGAN, **post)
        return late

    def send(self, client, house, who="coordinator", **given):
        sign_in(client, house[who].user)
        return client.post(self.ADDRESS, self.given(**given), follow=True)

    def test_the_coordinator_of_the_cohort_puts_them_on_it_once(self, client, house):
        late = self.unshown(house)
        for _ in range(2):
            assert "They are on the programme." in self.send(client, house).text
        row = AsyeEnrolment.objects.get(person=late)
        assert (row.state, row.assessor, row.decided_by) == ("running", house["assessor"], house["coordinator"].user)

    def test_one_refused_by_mistake_comes_back(self, client, house):
        late = self.unshown(house)
        facts = {"proposed_at": timezone.now(), "decided_at": timezone.now(), "decided_by": house["coordinator"].user}
        AsyeEnrolment.objects.create(
            person=late, starts_on=self.BEGAN, state="refused", refused_reason="Not new", **facts
        )
        self.send(client, house)
        row = AsyeEnrolment.objects.get(person=late)
        assert (row.state, row.refused_reason) == ("running", "")

    def test_a_proposal_from_another_day_is_confirmed_and_not_passed_by(self, client, house):
        late = self.unshown(house)
        waits = self.BEGAN + timedelta(days=1)
        AsyeEnrolment.objects.create(person=late, starts_on=waits, proposed_at=timezone.now())
        assert "from another first day: confirm them there." in self.send(client, house).text
        assert AsyeEnrolment.objects.get(person=late).starts_on == waits

    @pytest.mark.parametrize(
        ("given", "post", "said"),
        [
            ({"worker": "nobody@example.org"}, {}, "Nobody in your scope has this work e-mail address."),
            ({"on": BEGAN - timedelta(days=30)}, {}, "The staff file shows no post as a social worker on this day."),
            ({}, {"role_family": "early_help"}, "The staff file shows no post as a social worker on this day."),
            ({"on": date(2040, 9, 1)}, {}, "This day is still ahead."),
            ({"on": date(2020, 9, 1)}, {}, "A programme from this day would be over by now."),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, client, house, given, post, said):
        self.unshown(house, **post)
        assert said in self.send(client, house, **given).text
        assert AsyeEnrolment.objects.count() == 1

    def test_nobody_themselves_and_no_other_coordinator(self, client, house):
        late = self.unshown(house)
        assert "Nobody in your scope" in self.send(client, house, "other").text
        assert not AsyeEnrolment.objects.filter(person=late).exists()
        given = {"starts_on": date(2026, 9, 1), "assessor_address": "assessor@example.org", "at": timezone.now()}
        with pytest.raises(NotYours):
            enrolments.enrol(person=house["coordinator"], by=house["coordinator"].user, **given)

    @pytest.mark.parametrize(
        ("who", "status"),
        [
            ("coordinator", 200),
            ("other", 200),
            ("worker", 403),
            ("assessor", 403),
            ("manager", 403),
            ("colleague", 403),
        ],
    )
    def test_the_page_is_for_coordinators(self, client, house, who, status):
        assert client.get(self.ADDRESS).status_code == 302
        assert see(client, house, who, self.ADDRESS).status_code == status
