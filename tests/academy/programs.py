"""Starts and watches real programs for the tests of the services."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from academy.services.environment import PROJECT
from academy.services.locks import Locks

SERVERS_VARIABLES = ("DATABASE_URL", "REDIS_URL", "ACADEMY_TIED", "PORT", "DJANGO_SETTINGS_MODULE")
HOLD = """
import sys
from pathlib import Path
from academy.services import embedded
with embedded.ensure(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def environment(var: Path, **changes: str) -> dict[str, str]:
    """The environment of a person who set nothing but demo mode and a data folder."""
    kept = {name: value for name, value in os.environ.items() if name not in SERVERS_VARIABLES}
    return kept | {"ACADEMY_MODE": "demo", "ACADEMY_VAR": str(var)} | changes


def python(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a Python program of the project to its end."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=90, check=False
    )


class Holder:
    """A program that uses the servers of a folder until it is told to let go."""

    def __init__(self, var: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(var)],
            cwd=PROJECT,
            env=environment(var),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def let_go(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


def processes_of(var: Path) -> dict[int, str]:
    """Every living process whose command line names the folder, by id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if str(var) in command and state != "Z":
                found[int(entry.name)] = command
    return found


def process_named(var: Path, part: str) -> int:
    """Id of the one process of the folder whose command holds `part`."""
    (number,) = [number for number, command in processes_of(var).items() if part in command]
    return number


def kill(number: int) -> None:
    os.kill(number, signal.SIGKILL)


def servers_are_gone(var: Path) -> bool:
    """Whether no process of PostgreSQL or Redis of this folder is left."""
    locks = Locks(var)
    try:
        return locks.servers.try_alone()
    finally:
        locks.close()


def eventually(is_so: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it becomes so within the seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return is_so()
