"""Certificates for many: issued, issued again, taken back in one run, and one file of them to print."""

import io
import uuid
from datetime import date

import pypdf
import pytest
from django.utils import timezone

from courses.actions import bulk
from courses.models import Booking, BulkRun, FormRequest
from cpd_records.models import Certificate
from foundation.models import ChangeLogEntry, FormVersion, PolicyValue
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.cpd_records import NOON, record
from tests.factories.feedback import forms_in_use
from tests.factories.workforce import PersonFactory, RoleGrantFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return sign_in(client, coordinator())


@pytest.fixture
def session():
    return over("SOS-1")


def over(ref):
    """A session whose register is closed."""
    found = SessionFactory(course=CourseFactory(title="Signs of Safety"), ref=ref)
    found.state, found.register_closed_at = "closed", NOON
    found.save()
    return found


def attended(session, outcome="attended", **names):
    """Somebody who was there, with the record a closed register writes."""
    person = PersonFactory(**names)
    place = there(session, person, outcome)
    record(person, source=place.source, title=session.course.title, outcome=outcome)
    return place


def there(session, person, state):
    return Booking.objects.create(session=session, person=person, state=state, created_at=NOON, changed_at=NOON)


def done(by, verb, places, words="", press=None):
    wish, keys = bulk.Wish("bookings", verb, words), {place.pk: 1 for place in places}
    run = bulk.start(public_id=press or uuid.uuid4(), wish=wish, amounts=keys, by=by, at=timezone.now())
    return bulk.carry_on(run_id=run.pk, clock=timezone.now)


def problems(run):
    return [step.problem for step in run.steps.all() if step.problem]


def file_of(answer):
    return pypdf.PdfReader(io.BytesIO(b"".join(answer.streaming_content)))


class TestIssuing:
    def test_whoever_completed_gets_one_and_the_others_are_told_why_not(self, editor, session):
        whole, partly, away = (
            attended(session),
            attended(session, "partial"),
            there(session, PersonFactory(), "did_not_attend"),
        )
        run = done(editor, "certify", [whole, partly, away])
        assert Certificate.objects.get().record.source == whole.source
        assert [problem.split(":")[0].split(";")[0] for problem in problems(run)] == [
            "A certificate is for learning you completed",
            "Nothing was attended on this place, by the register.",
        ]

    def test_twice_gives_nobody_a_second_one(self, editor, session):
        place = attended(session)
        for _ in range(2):
            assert not problems(done(editor, "certify", [place]))
        assert Certificate.objects.count() == 1
        assert ChangeLogEntry.objects.filter(verb="certificate.issue").count() == 1

    @pytest.mark.parametrize("state", ["asked", "lapsed"])
    def test_one_who_owes_the_evaluation_waits_for_it(self, editor, session, state):
        place = attended(session)
        forms_in_use()
        version = FormVersion.objects.in_use("evaluation", timezone.localdate())
        FormRequest.objects.create(
            **{"purpose": "evaluation", "person": place.person, "booking": place, "state": state, "asked_at": NOON},
            **{"version": version, "opens_on": NOON.date(), "due_on": NOON.date()},
        )
        assert problems(done(editor, "certify", [place])) == [
            "They have not said how the course was: it is issued when they do."
        ]
        PolicyValue.objects.create(
            key="feedback.certificate_waits", value=0, starts_on=date(2020, 4, 1), reason="Not asked", created_at=NOON
        )
        assert not problems(done(editor, "certify", [place]))
        assert Certificate.objects.count() == 1

    def test_nobody_outside_the_teams_of_the_coordinator(self, session):
        by = coordinator()
        by.role_grants.update(team=TeamFactory())
        run = done(by, "certify", [attended(session)])
        assert problems(run) == ["Only the holder, or a learning coordinator over them, has it issued."]
        assert not Certificate.objects.exists()


class TestAgainAndBack:
    def test_again_in_the_names_of_today(self, editor, session):
        places = [attended(session), attended(session)]
        done(editor, "certify", places)
        places[0].person.last_name = "After"
        places[0].person.save()
        run = done(editor, "reissue", places, "Spelling")
        assert not problems(run)
        assert Certificate.objects.count() == 4
        valid = Certificate.objects.valid().get(record__source=places[0].source)
        assert valid.holder_name.endswith("After")

    def test_taken_back_with_a_reason_and_the_second_run_says_there_is_none(self, editor, session):
        places = [attended(session), attended(session)]
        done(editor, "certify", places[:1])
        assert problems(done(editor, "revoke", places, "Marked by mistake")) == ["There is no certificate that stands."]
        again = done(editor, "revoke", places, "Again")
        assert len(problems(again)) == 2
        assert Certificate.objects.get().revoked_reason == "Marked by mistake"

    @pytest.mark.parametrize("verb", ["reissue", "revoke"])
    def test_without_a_reason_nothing_begins(self, client, editor, session, verb):
        with pytest.raises(bulk.BulkRefused, match="Say why"):
            done(editor, verb, [attended(session)])
        answer = client.post(f"/cms/bulk/bookings/?verb={verb}", {"verb": verb, "press": uuid.uuid4(), "keys": "1"})
        assert answer.status_code == 422
        assert not BulkRun.objects.exists()


class TestPages:
    def test_a_closed_session_leads_to_issuing_for_all_who_attended(self, client, editor, session):
        place, _ = attended(session), attended(over("SOS-2"))
        page = client.get(f"/cms/sessions/edit/{session.pk}/").text
        link = page.split("Issue certificates</a>")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        confirm = client.get(link)
        assert confirm.context["total"] == 1
        data = {"verb": "certify", "press": str(uuid.uuid4()), "keys": str(place.pk)}
        shown = client.post("/cms/bulk/bookings/", data, follow=True)
        assert "1 of 1 done." in shown.text
        assert "Certificates to print (PDF)" in shown.text
        run = BulkRun.objects.get()
        assert len(file_of(client.get(f"/cms/bulk/{run.public_id}/certificates/?part=1")).pages) == 1

    def test_an_open_session_has_no_such_links(self, client, editor):
        open_ = SessionFactory()
        assert "Issue certificates" not in client.get(f"/cms/sessions/edit/{open_.pk}/").text

    def test_the_file_has_a_page_for_each_by_name_without_numbers(self, client, editor, session):
        places = [
            attended(session, first_name="Zoe", last_name="Zeal"),
            attended(session, first_name="Ann", last_name="Ark"),
        ]
        done(editor, "certify", places)
        answer = client.get(f"/cms/sessions/certificates/{session.pk}/")
        assert answer["Content-Disposition"] == 'attachment; filename="certificates-SOS-1.pdf"'
        first, second = (" ".join(page.extract_text().split()) for page in file_of(answer).pages)
        assert "Ann Ark" in first
        assert "Zoe Zeal" in second
        assert "Page 1 of" not in first + second
        assert ChangeLogEntry.objects.filter(verb="printed certificates").count() == 1

    def test_what_was_taken_back_is_not_printed(self, client, editor, session):
        place = attended(session)
        done(editor, "certify", [place])
        done(editor, "revoke", [place], "By mistake")
        answer = client.get(f"/cms/sessions/certificates/{session.pk}/", follow=True)
        assert "There is no certificate to print here" in answer.text

    def test_a_coordinator_of_one_team_prints_its_people_only(self, client, editor, session):
        done(editor, "certify", [attended(session)])
        user = coordinator()
        user.role_grants.all().delete()
        RoleGrantFactory(user=user, role="coordinator", team=TeamFactory())
        sign_in(client, user)
        assert client.get(f"/cms/sessions/certificates/{session.pk}/").status_code in (302, 403, 404)

    @pytest.mark.parametrize("who", [editor_of_pages, UserFactory])
    def test_others_and_the_signed_out_get_none(self, client, editor, session, who):
        run = done(editor, "certify", [attended(session)])
        addresses = [f"/cms/sessions/certificates/{session.pk}/", f"/cms/bulk/{run.public_id}/certificates/"]
        client.logout()
        assert {client.get(address).status_code for address in addresses} == {302}
        sign_in(client, who())
        assert {client.get(address).status_code for address in addresses} <= {302, 403}

    def test_anothers_run_a_bad_key_and_a_post_get_none(self, client, editor, session):
        run = done(coordinator(), "certify", [attended(session)])
        assert client.get(f"/cms/bulk/{run.public_id}/certificates/").status_code == 404
        assert client.get("/cms/sessions/certificates/999999/").status_code == 404
        assert client.post(f"/cms/sessions/certificates/{session.pk}/").status_code == 405

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow_with_certificates(self, client, editor, session, size, django_assert_num_queries):
        done(editor, "certify", [attended(session) for _ in range(size)])
        client.get(f"/cms/sessions/certificates/{session.pk}/")
        with django_assert_num_queries(12):
            client.get(f"/cms/sessions/certificates/{session.pk}/")
