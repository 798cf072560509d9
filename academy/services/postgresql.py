"""Starting the wheel's PostgreSQL 18 as a child of the keeper."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from academy.services.account import Account
from academy.services.children import ended, tied_to
from academy.services.places import DATABASE, ROLE, Places, postgres_programs
from academy.services.refusals import CannotStart

START_SECONDS = 60
SETTINGS = """
listen_addresses = ''
max_connections = 200
shared_buffers = 32MB
io_method = sync
timezone = 'UTC'
log_timezone = 'UTC'
jit = off
log_min_messages = warning
"""


def make_cluster(places: Places, account: Account) -> None:
    """Create the data folder if there is none. Half a folder of an interrupted try is thrown away."""
    if places.cluster.exists():
        return
    fresh = places.var / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    os.chown(fresh, *account.owner)
    command = [
        str(postgres_programs() / "initdb"),
        *("-D", str(fresh), "-U", ROLE, "--auth=trust", "-E", "UTF8", "--no-sync", "--no-instructions"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ]
    done = _run(command, account)
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise CannotStart(f"PostgreSQL could not create {places.cluster}: {_last_line(done.stderr)}")
    with (fresh / "postgresql.auto.conf").open("a") as settings:
        settings.write(SETTINGS)
    fresh.rename(places.cluster)


def start(places: Places, account: Account, lock_fd: int) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers. It holds `lock_fd` as long as any of it lives.

    The caller holds the servers' lock, so a `postmaster.pid` that lies about can only be stale.
    """
    (places.cluster / "postmaster.pid").unlink(missing_ok=True)
    command = [str(postgres_programs() / "postgres"), "-D", str(places.cluster), "-k", str(places.sockets)]
    if places.throwaway.exists():
        command += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    with (places.logs / "postgresql.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=(lock_fd,),
            env=_environment(),
            preexec_fn=account.before_exec(tied_to(os.getpid(), signal.SIGINT)),
            **account.popen_options(),
        )
    _wait(process, places)
    _make_database(places, account)
    return process


def _wait(process: "subprocess.Popen[bytes]", places: Places) -> None:
    until = time.monotonic() + START_SECONDS
    while not is_ready(places.cluster):
        if process.poll() is not None:
            raise CannotStart(
                f"PostgreSQL did not start ({ended(process)}): {_last_line(_log_text(places))} "
                f"(more in {places.logs / 'postgresql.log'})"
            )
        if time.monotonic() > until:
            process.send_signal(signal.SIGQUIT)
            raise CannotStart(f"PostgreSQL did not answer within {START_SECONDS} seconds.")
        time.sleep(0.02)


def is_ready(cluster: Path) -> bool:
    """Whether the server that owns this data folder says that it takes connections."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _make_database(places: Places, account: Account) -> None:
    client = [str(postgres_programs() / "psql"), "-h", str(places.sockets), "-U", ROLE, "-d", "postgres"]
    wanted = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"  # noqa: S608 - a constant
    found = _run([*client, "-XtAc", wanted], account)
    if found.stdout.strip():
        return
    made = _run([*client, "-XqAc", f"CREATE DATABASE {DATABASE}"], account)
    if made.returncode != 0:
        raise CannotStart(f"PostgreSQL could not create the database: {_last_line(made.stderr)}")


def _run(command: list[str], account: Account) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603 - our own programs and arguments
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=_environment(),
        preexec_fn=account.before_exec(),
        check=False,
        **account.popen_options(),
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C"}


def _log_text(places: Places) -> bytes:
    return (places.logs / "postgresql.log").read_bytes()[-4000:]


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it gave no reason"
