from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from academy.imports import forms
from foundation.import_runs import Incoming
from foundation.import_runs.queued import forget_old_uploads, run_queued
from foundation.import_runs.uploads import NotApplicable, start_apply, start_preview
from foundation.models import ChangeLogEntry, ImportedFile, ImportRun, Vocabulary
from foundation.scheduled import start_waiting_imports
from tests import databases
from tests.factories.workforce import RoleGrantFactory, UserFactory
from tests.signing_in import sign_in
from workforce import roles

pytestmark = pytest.mark.django_db
GOOD = b"code,name\nx1,One\nx2,Two\n"
BAD = b"code,name\nx1,One\nx2,forbidden\n=2+2,\n"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sample_readers(settings):
    here = "tests.foundation.import_samples"
    settings.SLOTS = settings.SLOTS | {
        "import_readers": [f"{here}.Terms", f"{here}.Vocabularies"],
        "after_import": [],
    }


@pytest.fixture
def administrator():
    return RoleGrantFactory(role=roles.SYSTEM_ADMINISTRATOR, user=UserFactory(display_name="Ada Fern")).user


@pytest.fixture
def admin(client, administrator):
    sign_in(client, administrator)
    return client


def upload(client, *files):
    return client.post("/imports/", {"chosen": [SimpleUploadedFile(name, content) for name, content in files]})


def previewed(client, content=GOOD):
    upload(client, ("vocabularies.csv", content))
    run = ImportRun.objects.latest("pk")
    run_queued(run_id=run.pk, at=NOW)
    run.refresh_from_db()
    return run


def mine():
    return Vocabulary.objects.filter(code__startswith="x")


class TestAccess:
    @pytest.fixture
    def run(self, administrator):
        run = start_preview([Incoming("vocabularies.csv", BAD)], by=administrator, at=NOW)
        run_queued(run_id=run.pk, at=NOW)
        return run

    def addresses(self, run):
        file = run.files.get()
        return [
            "/imports/",
            f"/imports/{run.pk}/",
            f"/imports/{run.pk}/problems.csv",
            f"/imports/{run.pk}/rejected/{file.pk}/",
        ]

    def test_an_administrator_opens_every_page(self, admin, run):
        for address in self.addresses(run):
            response = admin.get(address)
            assert response.status_code == 200
            assert b"".join(response)

    @pytest.mark.parametrize("role", [roles.COORDINATOR, roles.LEADER, roles.HR, None])
    def test_colleagues_with_other_roles_are_turned_away(self, client, run, role):
        user = RoleGrantFactory(role=role).user if role else UserFactory()
        sign_in(client, user)
        for address in self.addresses(run):
            assert client.get(address).status_code == 403
        assert upload(client, ("vocabularies.csv", GOOD)).status_code == 403
        assert client.post(f"/imports/{run.pk}/apply/").status_code == 403
        assert not mine().exists()

    def test_without_a_second_factor_an_administrator_is_asked_for_it(self, client, administrator):
        client.force_login(administrator)
        assert client.get("/imports/")["Location"].startswith("/accounts/second-step/")

    def test_a_role_that_has_ended_opens_nothing(self, client, administrator):
        administrator.role_grants.update(ends_on=timezone.localdate())
        sign_in(client, administrator)
        assert client.get("/imports/").status_code == 403

    def test_signed_out_people_are_sent_to_sign_in(self, client, run):
        for address in self.addresses(run):
            assert client.get(address)["Location"].startswith("/accounts/login/")

    def test_a_wrong_number_is_not_found(self, admin, run):
        assert admin.get("/imports/999999/").status_code == 404
        assert admin.get(f"/imports/{run.pk}/rejected/999999/").status_code == 404
        assert admin.post("/imports/999999/apply/").status_code == 404

    def test_wrong_methods_are_refused(self, admin, run):
        assert admin.get(f"/imports/{run.pk}/apply/").status_code == 405
        assert admin.post(f"/imports/{run.pk}/").status_code == 405
        assert admin.delete("/imports/").status_code == 405


class TestJourney:
    def test_an_upload_waits_for_a_worker_and_the_page_looks_again(self, admin):
        response = upload(admin, ("vocabularies.csv", GOOD))
        page = admin.get(response["Location"])
        assert page["Refresh"] == "3"
        assert b"Waiting to start" in page.content

    def test_the_preview_shows_counts_and_problems_and_writes_nothing(self, admin):
        run = previewed(admin, BAD)
        page = admin.get(f"/imports/{run.pk}/").content.decode()
        assert not mine().exists()
        assert "This name is taken: choose another." in page
        assert "Rejected rows: 2" in page
        assert 'name="strict"' in page

    def test_applying_writes_the_same_files_and_keeps_no_upload(self, admin, administrator):
        run = previewed(admin)
        response = admin.post(f"/imports/{run.pk}/apply/", {"strict": ""})
        applied = ImportRun.objects.latest("pk")
        assert response["Location"] == f"/imports/{applied.pk}/"
        run_queued(run_id=applied.pk, at=NOW)
        applied.refresh_from_db()
        assert (applied.state, applied.by, applied.applies) == ("applied", administrator, run)
        assert mine().count() == 2
        assert not ImportedFile.objects.exclude(upload="").exists()

    def test_strict_writes_nothing_when_a_row_is_rejected(self, admin):
        run = previewed(admin, BAD)
        admin.post(f"/imports/{run.pk}/apply/", {"strict": "strict"})
        applied = ImportRun.objects.latest("pk")
        run_queued(run_id=applied.pk, at=NOW)
        applied.refresh_from_db()
        assert applied.state == "rejected"
        assert not mine().exists()

    def test_a_preview_is_applied_once(self, admin):
        run = previewed(admin)
        admin.post(f"/imports/{run.pk}/apply/")
        page = admin.post(f"/imports/{run.pk}/apply/", follow=True).content.decode()
        assert "This preview has been applied already." in page
        assert ImportRun.objects.filter(applies=run).count() == 1

    def test_a_worker_that_gets_the_task_twice_runs_it_once(self, admin):
        run = previewed(admin)
        run_queued(run_id=run.pk, at=NOW)
        assert ImportRun.objects.get().state == "previewed"

    def test_a_run_behind_another_import_says_so_and_is_run_afterwards(self, admin):
        upload(admin, ("vocabularies.csv", GOOD))
        run = ImportRun.objects.get()
        with psycopg.connect(databases.address(connection.settings_dict["NAME"])) as other:
            other.execute("SELECT pg_advisory_lock(hashtext('academy import'))")
            run_queued(run_id=run.pk, at=NOW)
            assert "Another import is running" in admin.get(f"/imports/{run.pk}/").content.decode()
        ImportRun.objects.update(started_at=timezone.now() - timedelta(minutes=2))
        assert start_waiting_imports() == 1
        assert ImportRun.objects.get().state == "previewed"

    def test_the_rejected_rows_come_with_their_error_and_as_a_download(self, admin):
        run = previewed(admin, BAD)
        response = admin.get(f"/imports/{run.pk}/rejected/{run.files.get().pk}/")
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert text.splitlines()[0] == "code,name,error"
        assert text.splitlines()[2].startswith("'=2+2,,name:")

    def test_every_problem_can_be_downloaded_without_formulas(self, admin):
        run = previewed(admin, BAD)
        response = admin.get(f"/imports/{run.pk}/problems.csv")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert text.splitlines()[0] == "severity,file,line,column,value,reason"
        assert len(text.splitlines()) == 3

    def test_taking_rows_away_is_logged(self, admin):
        run = previewed(admin, BAD)
        b"".join(admin.get(f"/imports/{run.pk}/rejected/{run.files.get().pk}/").streaming_content)
        admin.get(f"/imports/{run.pk}/problems.csv")
        logged = ChangeLogEntry.objects.filter(verb__startswith="exported")
        assert sorted(logged.values_list("verb", flat=True)) == ["exported problems", "exported rejected rows"]

    def test_uploads_nobody_applied_are_forgotten_after_a_fortnight(self, admin):
        previewed(admin)
        assert forget_old_uploads(at=NOW + timedelta(days=13)) == 0
        assert forget_old_uploads(at=NOW + timedelta(days=15)) == 1
        run = ImportRun.objects.get()
        with pytest.raises(NotApplicable, match="Upload them again"):
            start_apply(run, strict=False, by=None, at=NOW)

    def test_the_history_does_not_ask_more_as_it_grows(self, admin, django_assert_num_queries):
        previewed(admin)
        admin.get("/imports/")
        with django_assert_num_queries(6):
            admin.get("/imports/")
        for _ in range(3):
            previewed(admin)
        with django_assert_num_queries(6):
            admin.get("/imports/")


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("terms.pdf", b"%PDF", "neither CSV nor XLSX"),
            ("terms.xlsx", b"%PDF", "not a readable XLSX"),
            ("terms.csv", b"\x00\x01", "not a text file"),
            ("elephants.csv", b"a,b\n", "There is no file to import"),
        ],
    )
    def test_other_files_are_refused_with_a_sentence(self, admin, name, content, says):
        response = upload(admin, (name, content))
        assert response.status_code == 200
        assert says in response.content.decode()
        assert "There is a problem" in response.content.decode()
        assert not ImportRun.objects.exists()

    def test_a_file_nobody_reads_beside_one_that_is_read_is_named(self, admin):
        page = upload(admin, ("vocabularies.csv", GOOD), ("elephants.csv", b"a\n")).content.decode()
        assert "elephants.csv" in page
        assert not ImportedFile.objects.exists()

    def test_too_large_a_file_is_refused(self, admin, monkeypatch):
        monkeypatch.setattr(forms, "LARGEST", 10)
        assert "larger than" in upload(admin, ("vocabularies.csv", GOOD)).content.decode()

    def test_nothing_chosen_is_a_message_beside_the_field(self, admin):
        assert "Choose a file" in admin.post("/imports/", {}).content.decode()

    def test_a_workbook_is_taken(self, admin):
        book, file = openpyxl.Workbook(), BytesIO()
        book.active.append(["code", "name"])
        book.active.append(["x1", "One"])
        book.save(file)
        assert upload(admin, ("vocabularies.xlsx", file.getvalue())).status_code == 302
