"""CPU of a piece of work: this process's and its PostgreSQL backend's."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

Work = Callable[[], object]
TICK = os.sysconf("SC_CLK_TCK")


def backend_pid() -> int:
    """The process on the server that answers this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def process_seconds(pid: int) -> float:
    """Seconds one process has run, by the scheduler's own count; 0.0 where it runs on another machine.

    Where the kernel keeps no such count, user and system time in its ticks.
    """
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        return _ticks(pid)


def _ticks(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def per_call(work: Work, *, calls: int) -> float:
    """CPU milliseconds of one call, on average, after two to warm up."""
    work()
    work()
    pid = backend_pid()
    own, server = time.process_time(), process_seconds(pid)
    for _ in range(calls):
        work()
    spent = time.process_time() - own + process_seconds(pid) - server
    return 1000 * spent / calls


def ratio(cost: Callable[[], float], yardstick: Callable[[], float], *, rounds: int = 7) -> float:
    """How many times the yardstick's cost: the median over rounds.

    Both are measured in every round, one right after the other, so that a machine which slows
    down halfway slows both.
    """
    return statistics.median(cost() / yardstick() for _ in range(rounds))
