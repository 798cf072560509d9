"""CPU seconds of a piece of work: this process's and its PostgreSQL backend's."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

TICK = os.sysconf("SC_CLK_TCK")


def _backend_cpu(pid: int) -> float:
    """User and system seconds of one process; 0.0 where the server runs on another machine."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def backend_pid() -> int:
    """The process on the server that answers this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def per_call(work: Callable[[], object], *, calls: int, rounds: int = 5) -> float:
    """CPU milliseconds of one call: the median over rounds, after one round to warm up."""
    pid = backend_pid()
    found = []
    for _ in range(rounds + 1):
        own, server = time.process_time(), _backend_cpu(pid)
        for _ in range(calls):
            work()
        spent = time.process_time() - own + _backend_cpu(pid) - server
        found.append(1000 * spent / calls)
    return statistics.median(found[1:])
