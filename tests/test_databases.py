"""The suite's own ground: clones of templates, made afresh after a test that commits."""

import os
import subprocess
import sys

import pytest
from django.db import connection
from wagtail.models import Locale, Page, Site

from academy.services.environment import PROJECT
from tests import databases

ASK = "from wagtail.models import Page; print(Page.objects.filter(title='Told').count())"


def facts() -> tuple[int, int, int]:
    return Page.objects.count(), Site.objects.count(), Locale.objects.count()


@pytest.fixture(scope="module")
def at_first(django_db_setup, django_db_blocker) -> tuple[int, int, int]:
    with django_db_blocker.unblock():
        return facts()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_may_destroy_anything(at_first):
    Page.objects.filter(depth__gt=1).delete()
    Site.objects.all().delete()
    connection.cursor().execute("TRUNCATE wagtailcore_locale CASCADE")
    assert facts() != at_first


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(3))
def test_the_others_find_everything_as_migrations_left_it(at_first, turn):
    assert facts() == at_first
    assert min(at_first) >= 1


@pytest.mark.django_db(transaction=True)
def test_a_program_that_a_test_starts_sees_what_the_test_committed(process_environment):
    Page.objects.filter(depth=1).update(title="Told")
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", ASK]
    done = subprocess.run(command, cwd=PROJECT, env=process_environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.django_db
def test_the_database_is_this_process_own():
    assert str(os.getpid()) in connection.settings_dict["NAME"]


@pytest.mark.django_db
def test_clones_of_killed_runs_are_dropped():
    with databases.server() as server:
        server.execute(f"CREATE DATABASE {databases.CLONE}999999999_tpl1")
    databases.drop_leftovers()
    with databases.server() as server:
        names = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
    assert f"{databases.CLONE}999999999_tpl1" not in names
    assert connection.settings_dict["NAME"] in names
