"""Memory of the whole stack, warm and idle: web, worker, beat, PostgreSQL and Redis, started anew."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from academy.bench.stack_memory import pss_mib, stack_of
from academy.bench.table import Ratio
from academy.demo.accounts import ACCOUNTS
from academy.services.environment import PROJECT

BUDGET = 600
READY_SECONDS, SETTLE_SECONDS = 900, 20
PATHS = (
    "/",
    "/courses/",
    "/learning-approach/",
    "/desk/",
    "/my/allowance/",
    "/my/bookings/",
    "/my/cpd/",
    "/accounts/login/",
)
ROUNDS = 12
OWN = ("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "ACADEMY_TIED")


def measure() -> Iterator[Ratio]:
    """Proportional set size of every process of the stack, after every web worker has served every page."""
    with tempfile.TemporaryDirectory(prefix="academy-bench-") as name, _running(Path(name)) as (runner, port):
        for _ in range(ROUNDS):
            for account in ACCOUNTS:
                _visit(port, account.email)
        time.sleep(SETTLE_SECONDS)
        stack = stack_of(runner, name)
        yield Ratio("memory of the warm idle stack", pss_mib(stack), BUDGET, "MiB", f"{len(stack)} processes, PSS")


@contextmanager
def _running(var: Path) -> Iterator[tuple[int, int]]:
    """`make run` in a data folder of its own; (process id, port)."""
    var.chmod(0o711)
    port = _free_port()
    environment = {key: value for key, value in os.environ.items() if key not in OWN}
    environment |= {"ACADEMY_MODE": "demo", "ACADEMY_VAR": str(var), "PORT": str(port)}
    print("Starting a stack of its own, which loads the demo …", flush=True)
    runner = subprocess.Popen(  # noqa: S603 - our own runner
        [sys.executable, "-m", "academy.services", "up"], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(runner, port)
        yield runner.pid, port
    finally:
        runner.send_signal(signal.SIGTERM)
        runner.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(runner: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and runner.poll() is None:
        try:
            if _ask(port, "GET", "/readyz")[0] == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(1)
    raise RuntimeError("The stack of the bench did not come up.")


def _visit(port: int, email: str) -> None:
    """Sign in as one of the demo's people and open what they open."""
    cookie = _ask(port, "POST", "/accounts/demo/", f"email={email}")[1]
    for path in PATHS:
        _ask(port, "GET", path, cookie=cookie)


def _ask(port: int, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, str]:
    """(status, cookie)."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, (answer.getheader("Set-Cookie") or "").partition(";")[0]
    finally:
        connection.close()
