"""The bench itself, without measuring anything: what it prints, its yardstick, its parts, its crowd."""

import os
import signal
import subprocess
import sys
import time
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from academy.bench.__main__ import PARTS, main
from academy.bench.bare import LEAST, MOST, BareSite
from academy.bench.cpu import per_call, ratio
from academy.bench.scratch import REDIS_APART
from academy.bench.stack_memory import pss_mib, stack_of
from academy.bench.table import Ratio
from academy.services.environment import redis_number, with_redis_number
from courses.models import Booking

LOADED = """
import django, sys
django.setup()
import academy.celery, academy.wsgi
from django.urls import get_resolver
len(get_resolver().url_patterns)
print(*{"numpy", "openpyxl", "pandas"} & set(sys.modules))
"""


def test_a_line_says_what_how_much_and_whether_the_budget_holds():
    assert Ratio("desk", 1.94, 2).line() == f"ok   {'desk':<58} {1.94:>9.2f} x    budget 2"
    assert Ratio("desk", 2.01, 2, note="busy").line().startswith("OVER desk")


def test_a_budget_holds_when_it_is_met_exactly():
    assert Ratio("desk", 2, 2).kept


def test_every_part_can_be_measured():
    assert all(callable(import_module(f"academy.bench.{name}").measure) for name in PARTS)


def test_an_unknown_part_is_refused_with_the_names_there_are(capsys):
    assert main(["speed"]) == 2
    assert "There is no part called speed. The parts are: pages" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_yardstick_takes_four_queries_for_about_thirty_kilobytes():
    queries, size = BareSite().weigh()
    assert queries == 4
    assert LEAST <= size <= MOST


def test_a_ratio_is_the_median_of_its_rounds():
    costs = iter([2.0, 9.0, 3.0])
    assert ratio(lambda: next(costs), lambda: 1.0, rounds=3) == 3.0


@pytest.mark.django_db
def test_work_is_warmed_up_before_it_counts():
    done = []
    per_call(lambda: done.append(1), calls=3)
    assert len(done) == 5


def test_a_process_weighs_something_and_belongs_to_its_own_stack():
    assert os.getpid() in stack_of(os.getpid(), "/no/such/folder")
    assert pss_mib([os.getpid()]) > 10


@pytest.mark.django_db
def test_a_crowd_never_comes_among_real_people(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="ACADEMY_MODE=demo"):
        call_command("make_crowd", people=1, verbosity=0)


def crowd(seed):
    call_command("make_crowd", people=50, seed=seed, verbosity=0)
    fields = ("person__employee_number", "session__ref", "state")
    return sorted(Booking.objects.values_list(*fields))


def crowd_elsewhere(seed):
    """The same in a database that never knew of it."""
    with transaction.atomic():
        found = crowd(seed)
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_a_second_crowd_is_refused_in_a_sentence():
    crowd(1)
    with pytest.raises(CommandError, match="There is a crowd in this database already"):
        crowd(1)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_crowd():
    assert crowd_elsewhere(1) == crowd_elsewhere(1) != crowd_elsewhere(2)


def test_what_only_workbooks_and_reports_need_is_not_loaded_at_the_start():
    """numpy comes with openpyxl and costs every process 20 MB (DESIGN 8, memory)."""
    found = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, env=os.environ.copy()
    )
    assert found.stdout.split() == []


def bench_databases(pid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", [f"academy_bench_{pid}%"])
        return cursor.fetchone()[0]


def test_a_bench_that_is_told_to_stop_drops_its_databases(process_environment):
    ours = process_environment["REDIS_URL"]  # the bench empties numbers further on: let them be this test's own
    environment = process_environment | {"REDIS_URL": with_redis_number(ours, redis_number(ours) - REDIS_APART)}
    command = [sys.executable, "-m", "academy.bench", "memory"]
    bench = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    patience = time.monotonic() + 30
    while not bench_databases(bench.pid) and time.monotonic() < patience:
        time.sleep(0.1)
    found = bench_databases(bench.pid)
    bench.send_signal(signal.SIGTERM)
    assert (found, bench.wait(timeout=30)) == (1, 128 + signal.SIGTERM)
    assert bench_databases(bench.pid) == 0
