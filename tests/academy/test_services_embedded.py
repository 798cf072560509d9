"""Embedded servers: starting, joining, the last one out, and every kind of sudden death."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from academy.services import embedded, places
from academy.services.places import Places
from academy.services.refusals import CannotStart
from tests.academy.programs import (
    Holder,
    eventually,
    kill,
    process_named,
    processes_of,
    servers_are_gone,
)


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own, deep enough that no socket address would fit in it."""
    folder = tmp_path / ("deep-" * 20) / "var"
    yield folder
    for number in processes_of(folder):
        kill(number)
    assert eventually(lambda: not folder.exists() or servers_are_gone(folder))


def ask_database(var: Path, question: str) -> object:
    with psycopg.connect(Places(var).database_url, autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone() if cursor.description else None


def process_of(var: Path, server: str) -> int:
    if server == "postgres":
        return int((var / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    with redis.Redis.from_url(Places(var).redis_url) as client:
        return client.info()["process_id"]


def test_both_servers_answer_and_the_last_one_out_stops_them(var):
    holder = Holder(var)
    assert ask_database(var, "SELECT current_database()") == ("academy",)
    with redis.Redis.from_url(Places(var).redis_url) as client:
        assert client.ping()
    holder.let_go()
    assert servers_are_gone(var)
    assert eventually(lambda: processes_of(var) == {})


def test_a_second_user_joins_the_same_servers_and_the_first_may_leave(var):
    first = Holder(var)
    server = ask_database(var, "SELECT pg_postmaster_start_time()")
    second = Holder(var)
    first.let_go()
    assert ask_database(var, "SELECT pg_postmaster_start_time()") == server
    second.let_go()
    assert servers_are_gone(var)


def test_a_keeper_that_is_slow_to_end_holds_no_server_meanwhile(var, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(
        "import atexit, sys, time\nif 'academy.services.keeper' in sys.orig_argv:\n    atexit.register(time.sleep, 3)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    holder = Holder(var)
    keeper = process_named(var, "academy.services.keeper")
    holder.let_go()
    assert keeper in processes_of(var)
    assert servers_are_gone(var)
    assert eventually(lambda: processes_of(var) == {})


def test_a_killed_user_leaves_nothing_running_and_the_data_stay(var):
    holder = Holder(var)
    ask_database(var, "CREATE TABLE kept (n int)")
    holder.kill()
    assert eventually(lambda: servers_are_gone(var) and processes_of(var) == {})
    again = Holder(var)
    assert ask_database(var, "SELECT count(*) FROM kept") == (0,)
    again.let_go()


def test_a_killed_keeper_takes_the_servers_with_it_and_a_new_start_works(var):
    holder = Holder(var)
    kill(process_named(var, "academy.services.keeper"))
    assert eventually(lambda: servers_are_gone(var))
    again = Holder(var)
    assert ask_database(var, "SELECT 1") == (1,)
    holder.let_go()
    again.let_go()


@pytest.mark.parametrize("server", ["postgres", "redis"])
def test_a_killed_server_is_started_again_for_its_users(var, server):
    holder = Holder(var)
    before = process_of(var, server)
    kill(before)

    def answers_again() -> bool:
        try:
            return process_of(var, server) != before and ask_database(var, "SELECT 1") == (1,)
        except (psycopg.OperationalError, redis.RedisError, FileNotFoundError, IndexError):
            return False  # its pid file is not there yet, or just being written

    assert eventually(answers_again)
    holder.let_go()


def test_a_first_start_cut_short_is_begun_anew(var):
    (var / "postgres.new").mkdir(parents=True)
    (var / "postgres.new" / "half").write_text("")
    Holder(var).let_go()
    assert (var / "postgres" / "PG_VERSION").exists()


def test_a_stale_process_file_that_names_a_living_process_is_no_obstacle(var):
    Holder(var).let_go()
    (var / "postgres" / "postmaster.pid").write_text(f"{os.getppid()}\n{var}/postgres\n1\n5432\n\n\n1 1\nready\n")
    holder = Holder(var)
    assert ask_database(var, "SELECT 1") == (1,)
    holder.let_go()


def test_sockets_and_data_are_open_to_their_owner_alone(var):
    holder = Holder(var)
    assert Places(var).sockets.stat().st_mode & 0o077 == 0
    assert (var / "postgres").stat().st_mode & 0o077 == 0
    holder.let_go()


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match=r"file/var cannot be made \(Not a directory\).*ACADEMY_VAR=…"):
        embedded.ensure(tmp_path / "file" / "var")


def test_a_full_disk_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CannotStart, match=r"is full: 39 MB are free and 400 MB are needed"):
        places.require_room(Places(tmp_path), free_bytes=39_500_000)


def test_a_later_start_needs_less_room(tmp_path):
    (tmp_path / "postgres").mkdir()
    places.require_room(Places(tmp_path), free_bytes=61_000_000)
