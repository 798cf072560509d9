"""The runner: refusals in a sentence, and the whole stack through every kind of sudden death."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project_settings

from academy.services.environment import PROJECT
from tests.academy.programs import environment, eventually, kill, python, servers_are_gone

STACK_VARIABLES = {
    "SECRET_KEY": "a-secret-of-the-tests-that-is-long-enough-to-be-taken-for-real",
    "FIELD_KEYS": "ZGVtby1vbmx5LWZpZWxkLWtleS0zMi1ieXRlcy1sb25nIQ==",
    "DIGEST_KEY": "digest",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "BASE_URL": "https://localhost",
    "EMAIL_URL": "smtp://localhost:1/",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(number: int) -> set[int]:
    """Ids of all processes below this one."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == number:
                found |= {int(entry.name)} | children(int(entry.name))
    return found


def is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Stack:
    """A running `python -m academy.services up`, outside demo mode, on this test's database and Redis."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.port = int(env["PORT"])
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "academy.services", "up"],
                cwd=PROJECT,
                env=env,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        assert eventually(lambda: "The Academy is open" in self.said() or self.process.poll() is not None, 60)
        assert self.process.poll() is None, self.said()
        assert eventually(lambda: self.ready()[0] == 200, 60), self.said()

    def said(self) -> str:
        return self.log.read_text()

    def ready(self) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/readyz", headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
            response = connection.getresponse()
            return response.status, json.loads(response.read())["checks"]
        except (OSError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()

    def part(self, name: str) -> int:
        """Id of the runner's own child whose command names the part."""
        (number,) = [
            number
            for number in children(self.process.pid)
            if name in Path(f"/proc/{number}/cmdline").read_text() and self._is_direct(number)
        ]
        return number

    def _is_direct(self, number: int) -> bool:
        return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1]) == self.process.pid


@pytest.fixture
def stack_environment(process_environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Everything a deployment sets, with the database and Redis of this test."""
    taken = {name: process_environment[name] for name in ("DATABASE_URL", "REDIS_URL")}
    return environment(tmp_path / "var", **taken, **STACK_VARIABLES, ACADEMY_MODE="", PORT=str(free_port()))


@pytest.fixture
def stack(stack_environment: dict[str, str], tmp_path: Path) -> Iterator[Stack]:
    running = Stack(stack_environment, tmp_path / "up.log")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_web_and_worker_are_started_again_and_a_signal_stops_everything(stack: Stack):
    assert stack.ready() == (200, {"database": "ok", "redis": "ok", "worker": "ok"})

    worker = stack.part("--concurrency")
    pool = children(worker)
    os.kill(worker, signal.SIGSTOP)
    assert eventually(lambda: stack.ready()[0] == 503, 60)
    assert "No worker has shown itself" in stack.ready()[1]["worker"]
    kill(worker)
    assert eventually(lambda: not any(map(is_alive, pool)))
    assert eventually(lambda: "The worker stopped (killed by SIGKILL); starting it again in 1 s." in stack.said())
    assert eventually(lambda: stack.ready()[0] == 200, 60)

    kill(stack.part("gunicorn"))
    assert eventually(lambda: "The web server stopped (killed by SIGKILL)" in stack.said())
    assert eventually(lambda: stack.ready()[0] == 200, 60)

    everything = children(stack.process.pid)
    stack.process.send_signal(signal.SIGINT)
    assert stack.process.wait(timeout=60) == 0
    assert stack.said().rstrip().endswith("Stopped.")
    assert not any(map(is_alive, everything))


def test_a_killed_runner_leaves_no_orphan_and_can_be_started_again(stack: Stack, stack_environment, tmp_path):
    all_started = 7  # web and two, worker and two, beat
    assert eventually(lambda: len(children(stack.process.pid)) >= all_started)
    everything = children(stack.process.pid)
    stack.process.kill()
    stack.process.wait()
    assert eventually(lambda: not any(map(is_alive, everything)), 60)
    again = Stack(stack_environment, tmp_path / "again.log")
    assert "Bringing the database" not in again.said()
    again.process.terminate()
    assert again.process.wait(timeout=60) == 0


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = python("-m", "academy.services", "up", env=environment(tmp_path / "var", PORT=str(port)))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken by another program:")
    assert f"PORT={port + 1}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    done = python("-m", "academy.services", "up", env=environment(tmp_path, PORT=port))
    assert (done.returncode, done.stderr[: len(port) + 9]) == (1, f"PORT={port} is ")


def test_a_command_runs_with_the_services_around_it_and_its_exit_code_is_passed_on(tmp_path):
    ask = "import os, sys, psycopg; psycopg.connect(os.environ['DATABASE_URL']).close(); sys.exit(7)"
    done = python("-m", "academy.services", "run", sys.executable, "-c", ask, env=environment(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (7, "")
    assert servers_are_gone(tmp_path / "var")


def test_a_command_that_is_not_there_is_named(tmp_path):
    done = python("-m", "academy.services", "run", "no-such-program", env=environment(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (1, "There is no program no-such-program to run.\n")


def test_the_usage_is_shown_for_anything_else(tmp_path):
    done = python("-m", "academy.services", "down", env=environment(tmp_path))
    assert (done.returncode, done.stderr) == (2, "Usage: python -m academy.services up | run COMMAND …\n")


def test_the_queue_is_asked_every_five_seconds_for_what_a_killed_worker_had_in_hand():
    options = project_settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert options["unacked_restore_interval"] * options["unacked_restore_throttle"] == 5
    assert options["visibility_timeout"] > project_settings.CELERY_TASK_TIME_LIMIT
