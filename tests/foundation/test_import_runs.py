import json
from datetime import UTC, datetime
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from foundation.import_runs import ImportBusy, Incoming, NothingToImport, finish_steps, run_folder
from foundation.models import ImportedFile, ImportIssue, ImportRun, Term, Vocabulary
from tests.databases import address
from tests.foundation import import_samples

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HERE = "tests.foundation.import_samples"
GOOD = b"code,name\nx1,One\nx2,Two\n"
TERMS = b"vocabulary,code,name\nx1,a,Alpha\nx1,b,=Beta\n"


@pytest.fixture(autouse=True)
def sample_readers(settings):
    settings.SLOTS = settings.SLOTS | {
        "import_readers": [f"{HERE}.Terms", f"{HERE}.Vocabularies"],
        "after_import": [],
    }
    import_samples.STEPS.clear()


def run(*files, **options):
    return run_folder([Incoming(name, content) for name, content in files], by=None, at=AT, **options)


def mine():
    return Vocabulary.objects.filter(code__startswith="x")


@pytest.mark.django_db
def test_files_are_read_in_the_order_of_their_dependence():
    result = run(("terms.csv", TERMS), ("vocabularies.csv", GOOD))
    assert [file.name for file in result.files] == ["vocabularies.csv", "terms.csv"]
    assert result.exit_code == 0
    assert result.as_dict()["files"]["terms.csv"] == {"added": 2, "changed": 0, "unchanged": 0, "rejected": 0}


@pytest.mark.django_db
def test_running_the_same_files_again_changes_nothing():
    run(("vocabularies.csv", GOOD))
    [file] = run(("vocabularies.csv", GOOD)).files
    assert (file.counts.added, file.counts.changed, file.counts.unchanged) == (0, 0, 2)


@pytest.mark.django_db
def test_a_preview_counts_the_same_writes_nothing_and_keeps_its_history():
    result = run(("vocabularies.csv", GOOD), preview=True)
    assert result.files[0].counts.added == 2
    assert not mine().exists()
    assert ImportRun.objects.get().state == "previewed"
    assert ImportedFile.objects.get().added == 2


@pytest.mark.django_db
def test_good_rows_are_written_and_rejected_ones_kept_with_their_error():
    result = run(("vocabularies.csv", b"name,code\nOne,x1\nforbidden,x2\n,x3\n=cmd(),\n"))
    assert result.exit_code == 3
    assert [item.code for item in mine()] == ["x1"]
    with ImportedFile.objects.get().rejected_rows.open() as file:
        kept = file.read().decode("utf-8-sig").splitlines()
    assert kept == [
        "name,code,error",
        "forbidden,x2,name: This name is taken: choose another.",
        ",x3,name: Fill in name.",
        "'=cmd(),,code: Fill in code.",
    ]


@pytest.mark.django_db
def test_problems_are_kept_line_by_line():
    run(("vocabularies.csv", GOOD), ("terms.csv", TERMS + b"x9,c,Gamma\n"))
    assert list(ImportIssue.objects.values_list("severity", "line", "column", "value")) == [
        ("warning", 3, "name", "=Beta"),
        ("error", 4, "vocabulary", "x9"),
    ]


@pytest.mark.django_db
def test_strict_writes_nothing_when_any_row_of_any_file_is_rejected():
    result = run(("vocabularies.csv", GOOD), ("terms.csv", b"vocabulary,code,name\nx9,a,A\n"), strict=True)
    assert result.exit_code == 2
    assert not mine().exists()
    assert result.run.message == "Nothing was written, because 1 row was rejected."
    assert ImportedFile.objects.count() == 2


@pytest.mark.django_db
def test_a_file_without_a_needed_heading_stops_the_run():
    result = run(("vocabularies.csv", GOOD), ("terms.csv", b"vocabulary,code\nx1,a\n"))
    assert result.exit_code == 2
    assert not mine().exists()
    assert result.as_dict()["errors"] == [
        {
            "file": "terms.csv",
            "line": 1,
            "column": "name",
            "value": "",
            "reason": "The heading name is missing: add the column.",
        }
    ]


@pytest.mark.django_db
def test_a_fault_in_a_reader_writes_nothing_and_says_so_in_the_history():
    with pytest.raises(RuntimeError):
        run(("vocabularies.csv", b"code,name\nx1,One\nx2,explode\n"))
    assert not mine().exists()
    assert ImportRun.objects.get().state == "rejected"
    assert "stopped by a fault" in ImportRun.objects.get().message


@pytest.mark.django_db
def test_a_folder_nobody_can_read_is_refused_with_the_names_that_can():
    with pytest.raises(NothingToImport, match=r"vocabularies, terms"):
        run(("other.csv", b"a,b\n"))


@pytest.mark.django_db
def test_the_same_file_as_csv_and_xlsx_is_refused():
    with pytest.raises(NothingToImport, match="twice"):
        run(("terms.csv", TERMS), ("terms.xlsx", b""))


@pytest.mark.django_db
def test_a_second_import_is_told_that_one_is_running():
    with psycopg.connect(address(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('academy import'))")
        with pytest.raises(ImportBusy, match="Another import is running"):
            run(("vocabularies.csv", GOOD))
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_the_lock_is_given_back_and_a_run_cut_short_is_closed_by_the_next():
    ImportRun.objects.create(started_at=AT, state="running")
    run(("vocabularies.csv", GOOD))
    assert list(ImportRun.objects.order_by("pk").values_list("state", "message")) == [
        ("rejected", "It was interrupted. Nothing was written."),
        ("applied", ""),
    ]


@pytest.mark.django_db
def test_steps_go_on_where_they_were_cut_short(settings):
    settings.SLOTS = settings.SLOTS | {"after_import": [f"{HERE}.first_step", f"{HERE}.second_step"]}
    with pytest.raises(RuntimeError, match="went away"):
        run(("vocabularies.csv", GOOD))
    kept = ImportRun.objects.get()
    assert kept.state == "applied"
    assert mine().count() == 2
    assert finish_steps(kept, at=AT, progress=print) == ["Second step done."]
    assert finish_steps(kept, at=AT, progress=print) == []
    assert import_samples.STEPS == ["first", "second", "second"]


@pytest.mark.django_db
def test_steps_do_not_run_after_a_preview(settings):
    settings.SLOTS = settings.SLOTS | {"after_import": [f"{HERE}.first_step"]}
    run(("vocabularies.csv", GOOD), preview=True)
    assert import_samples.STEPS == []


def command(*arguments):
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_files", *arguments, stdout=out, stderr=err)
    return ended.value.code, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_the_command_prints_the_contracts_json_and_progress_beside_it(tmp_path):
    (tmp_path / "vocabularies.csv").write_bytes(GOOD + b"x3,forbidden\n")
    (tmp_path / "other.csv").write_bytes(b"a\n")
    code, out, err = command(str(tmp_path), "--json")
    assert code == 3
    assert json.loads(out) == {
        "files": {"vocabularies.csv": {"added": 2, "changed": 0, "unchanged": 0, "rejected": 1}},
        "errors": [
            {
                "file": "vocabularies.csv",
                "line": 4,
                "column": "name",
                "value": "forbidden",
                "reason": "This name is taken: choose another.",
            }
        ],
        "warnings": [],
    }
    assert "vocabularies.csv: reading" in err
    assert "other.csv" in err


@pytest.mark.django_db
def test_the_command_says_in_a_sentence_why_nothing_was_written(tmp_path):
    code, out, err = command(str(tmp_path / "none"))
    assert (code, out) == (2, "")
    assert "There is no folder" in err


@pytest.mark.django_db
def test_the_command_previews_in_words(tmp_path):
    (tmp_path / "vocabularies.csv").write_bytes(GOOD)
    code, out, _ = command(str(tmp_path), "--preview")
    assert code == 0
    assert "2 added, 0 changed, 0 unchanged, 0 rejected" in out
    assert "Preview: nothing was written." in out
    assert not Term.objects.filter(vocabulary__code="x1").exists()
