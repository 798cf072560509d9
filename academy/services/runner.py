"""`up`: the whole Academy on one machine; `run`: the same services around one command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from academy.services import embedded
from academy.services.children import tied_to
from academy.services.embedded import Servers
from academy.services.environment import PROJECT, data_folder, is_demo, require
from academy.services.prepare import ACCOUNTS
from academy.services.processes import Supervised
from academy.services.refusals import CannotStart

WEB_SECONDS = 60
STOP_SECONDS = 8.0
PORT_SECONDS = 3.0
CTRL_C_SECONDS = 2.0
POLL_SECONDS = 0.25
KEEPER_POLLS = 8
HOST = "127.0.0.1"
QUIET = ("--loglevel", "warning")
ALONE = ("--without-gossip", "--without-mingle")
"""Workers need not know of each other."""
AS_ROOT = ("-W", "ignore:You're running the worker with superuser privileges")
"""On a developer's machine that is no news; docs/operations.md says whom a deployment runs as."""


class StopAsked(Exception):
    """Raised by a signal that ends the runner."""


def services() -> AbstractContextManager[Servers | None]:
    """The embedded servers where the environment names none; nothing to do otherwise.

    Raises `CannotStart`. Only demo mode may embed anything.
    """
    require(os.environ)
    named = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    if named or not is_demo(os.environ):
        return nullcontext()
    return embedded.ensure(data_folder(os.environ))


def run(command: Sequence[str]) -> int:
    """Run one command with the services up; its exit code is ours."""
    if shutil.which(command[0]) is None:
        raise CannotStart(f"There is no program {command[0]} to run.")
    _stop_on_signals()
    child: subprocess.Popen[bytes] | None = None
    with services():
        try:
            child = subprocess.Popen(list(command), preexec_fn=tied_to(os.getpid()))  # noqa: S603
            return _shell_code(child.wait())
        except StopAsked:
            return _pass_on(child)


def _pass_on(child: "subprocess.Popen[bytes] | None") -> int:
    """End the command: a terminal's Ctrl-C has reached it already, any other signal only us."""
    if child is None:
        return 130
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        try:
            return _shell_code(child.wait(CTRL_C_SECONDS))
        except subprocess.TimeoutExpired:
            child.send_signal(number)
    return _shell_code(child.wait())


def _shell_code(code: int) -> int:
    return code if code >= 0 else 128 - code


def up() -> int:
    """Everything `make run` promises (DESIGN 3). Returns once it was asked to stop."""
    require(os.environ)
    _stop_on_signals()
    port = port_number(os.environ.get("PORT") or "8000")
    try:
        with listen(port) as listener:
            say("Starting PostgreSQL and Redis …" if is_demo(os.environ) else "Starting …")
            with services() as servers:
                _prepare()
                serve(listener, port, servers)
    except StopAsked:
        say("Stopped.")
    return 0


def say(text: str) -> None:
    """Print at once, also into a file or pipe. A terminal that went away stops nothing."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the run


def port_number(text: str) -> int:
    """PORT as a number. Raises `CannotStart`."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT={text} is not a port: give a number between 1024 and 65535.")
    return int(text)


def listen(port: int) -> socket.socket:
    """Open the web port at once, so that it is ours before the long steps begin.

    Waits a moment for an earlier copy that is just ending. Raises `CannotStart`.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    until = time.monotonic() + PORT_SECONDS
    while True:
        try:
            listener.bind((HOST, port))
            listener.listen(256)
        except PermissionError as error:
            raise CannotStart(f"Only root may use port {port}: choose another, say PORT=8001.") from error
        except OSError as error:
            if time.monotonic() > until:
                raise CannotStart(
                    f"Port {port} is taken by another program: stop that one, or choose another port with "
                    f"PORT=… (say PORT={port + 1}; and ACADEMY_VAR=… for a separate copy of the data)."
                ) from error
            time.sleep(0.2)
        else:
            return listener


def _prepare() -> None:
    """Database, static files and demo, in a process of its own that shows its progress."""
    command = [sys.executable, "-m", "academy.services.prepare"]
    step = subprocess.Popen(  # noqa: S603 - this very program, out of reach of a terminal's Ctrl-C
        command, cwd=PROJECT, start_new_session=True, preexec_fn=tied_to(os.getpid())
    )
    try:
        code = step.wait()
    except StopAsked:
        step.terminate()
        step.wait()
        raise
    if code != 0:
        raise CannotStart(f"Getting the database ready failed (exit code {code}); what went wrong is written above.")


def processes(listener: socket.socket, var: Path) -> list[Supervised]:
    """Web, worker and beat."""
    celery = ("-m", "celery", "--quiet", "-A")
    return [
        Supervised(
            "web server",
            ("-m", "gunicorn", "--config", "python:academy.web_server", "--bind", f"fd://{listener.fileno()}"),
            pass_fds=(listener.fileno(),),
            say=say,
        ),
        Supervised(
            "worker",
            (*AS_ROOT, *celery, "academy.celery", "worker", "--concurrency", "2", *QUIET, *ALONE),
            say=say,
        ),
        Supervised(
            "beat",
            (*celery, "academy.clock", "beat", "--schedule", str(var / "beat-schedule"), "--pidfile=", *QUIET),
            say=say,
        ),
    ]


def serve(listener: socket.socket, port: int, servers: Servers | None) -> None:
    """Keep web, worker and beat running until a signal comes, then stop them within seconds."""
    running = processes(listener, data_folder(os.environ))
    try:
        for process in running:
            process.start()
        if wait_for_web(port, running):
            _welcome(port)
        polls = 0
        while True:
            time.sleep(POLL_SECONDS)
            polls += 1
            for process in running:
                process.watch()
            if servers is not None and polls % KEEPER_POLLS == 0 and not servers.are_kept():
                say("PostgreSQL and Redis lost their keeper; starting them again.")
                servers.start()
    finally:
        _end(running)


def _end(running: list[Supervised]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("Stopping …")
    for process in running:
        process.ask_to_stop()
    until = time.monotonic() + STOP_SECONDS
    for process in running:
        process.stop(until)


def wait_for_web(port: int, running: list[Supervised]) -> bool:
    """Wait until the web server answers; false when it does not within a minute."""
    until = time.monotonic() + WEB_SECONDS
    while time.monotonic() < until:
        for process in running:
            process.watch()
        if web_answers(port):
            return True
        time.sleep(0.1)
    say(f"The web server has not answered for {WEB_SECONDS} seconds; still trying.")
    return False


def web_answers(port: int) -> bool:
    """Whether the web server answers at all; it may refuse our name for it, or want https."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _welcome(port: int) -> None:
    say(f"\nThe Academy is open at http://localhost:{port}/\n")
    accounts = data_folder(os.environ) / ACCOUNTS
    if is_demo(os.environ) and accounts.exists():
        say(f"Sign in as one of these, without a password, from the sign-in page:\n{accounts.read_text()}")
    say("Press Ctrl-C to stop.")


def _stop_on_signals() -> None:
    def ask(*_: object) -> None:
        raise StopAsked

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup asked to go on
        signal.signal(signal.SIGHUP, ask)
