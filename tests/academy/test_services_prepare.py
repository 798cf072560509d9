"""The steps before the web server: done when something changed, skipped when nothing did."""

import os

import pytest
from django.conf import settings

from academy.services import prepare
from academy.services.refusals import CannotStart
from tests import databases


def test_a_mark_of_contents_changes_with_a_letter_and_not_with_the_time(tmp_path):
    file = tmp_path / "0001_initial.py"
    file.write_text("a")
    first = prepare.files_mark([file], contents=True)
    os.utime(file, (1, 1))
    assert prepare.files_mark([file], contents=True) == first
    file.write_text("b")
    assert prepare.files_mark([file], contents=True) != first


def test_a_mark_of_names_and_times_changes_when_a_file_is_touched(tmp_path):
    file = tmp_path / "theme.css"
    file.write_text("a")
    first = prepare.files_mark([file], contents=False)
    os.utime(file, (1, 1))
    assert prepare.files_mark([file], contents=False) != first


def test_stamps_outlive_the_process(tmp_path):
    prepare.Stamps(tmp_path).set("static", "mark")
    assert prepare.Stamps(tmp_path).done == {"static": "mark"}


def test_stamps_cut_short_count_as_none(tmp_path):
    (tmp_path / prepare.STAMP).write_text('{"stat')
    assert prepare.Stamps(tmp_path).done == {}


def test_progress_is_said_every_so_many_steps(capsys):
    progress = prepare.Progress("steps", every=2)
    for number in range(5):
        progress.write(f"  Applying {number}...")
        progress.write(" OK\n")
    assert capsys.readouterr().out == "  … 2 steps\n  … 4 steps\n"


@pytest.mark.django_db
def test_the_database_is_marked_by_the_migrations_it_has_had(monkeypatch):
    name = settings.DATABASES["default"]["NAME"]
    monkeypatch.setenv("DATABASE_URL", databases.address(name))
    count, last = prepare.database_mark().split("/")
    assert int(count) > 100
    assert int(last) >= int(count)


def test_a_database_without_tables_has_no_mark(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", databases.address("postgres"))
    assert prepare.database_mark() == ""


def test_a_database_that_does_not_answer_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://academy@/academy?host=/nowhere")
    with pytest.raises(CannotStart, match="The database named by DATABASE_URL does not answer: "):
        prepare.database_mark()
