"""Starting or joining the embedded servers of a data folder.

    with embedded.ensure(var):
        ...  # DATABASE_URL and REDIS_URL are set, and stay valid until the block ends

However many programs do this at once, there is one PostgreSQL and one Redis for each folder;
the last program out stops them (see `keeper`).
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from academy.services.environment import PROJECT
from academy.services.locks import PAUSE, Locks
from academy.services.places import Places
from academy.services.postgresql import is_ready
from academy.services.redis_server import answers
from academy.services.refusals import CannotStart

JOIN_SECONDS = 120
STOP_SECONDS = 30


class Servers:
    """A share in the embedded servers of one folder, held until `close`."""

    def __init__(self, places: Places, locks: Locks) -> None:
        self.places = places
        self._locks = locks

    def are_kept(self) -> bool:
        """Whether a keeper looks after the servers; false once it was killed."""
        if self._locks.keeper.try_alone():
            self._locks.keeper.release()
            return False
        return True

    def start(self) -> None:
        """Wait until the servers answer, starting a keeper when there is none. Raises `CannotStart`."""
        self._locks.start.alone()
        try:
            until = time.monotonic() + JOIN_SECONDS
            while not self._running():
                if not self.are_kept():
                    _start_keeper(self.places)
                if time.monotonic() > until:
                    raise CannotStart(f"The embedded servers do not answer; see {self.places.logs}.")
                time.sleep(PAUSE)
        finally:
            self._locks.start.release()

    def _running(self) -> bool:
        return self.are_kept() and is_ready(self.places.cluster) and answers(str(self.places.redis_socket))

    def close(self) -> None:
        """Give the share back; the last one waits until the servers have stopped."""
        self._locks.users.release()
        until = time.monotonic() + STOP_SECONDS
        while self.are_kept() and not self._locks.users.is_shared() and time.monotonic() < until:
            time.sleep(PAUSE)
        self._locks.close()

    def __enter__(self) -> "Servers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def ensure(var: Path) -> Servers:
    """Start or join the servers in folder `var` and set DATABASE_URL and REDIS_URL where unset.

    Raises `CannotStart` with a sentence for a person. Use as a context manager or call `close`.
    """
    places = Places(var.absolute())
    _make_folder(places.var)
    locks = Locks(places.var)
    locks.users.share()
    servers = Servers(places, locks)
    try:
        servers.start()
    except CannotStart:
        locks.close()
        raise
    os.environ.setdefault("DATABASE_URL", places.database_url)
    os.environ.setdefault("REDIS_URL", places.redis_url)
    return servers


def _make_folder(var: Path) -> None:
    try:
        var.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"The folder {var} cannot be made ({error.strerror}): name another with ACADEMY_VAR=…"
        ) from error


def _open_log(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotStart(
            f"{path} cannot be written ({error.strerror}): mend that or name another ACADEMY_VAR=…"
        ) from error


def _start_keeper(places: Places) -> None:
    """Start the keeper in a session of its own and wait for its word."""
    log = _open_log(places.var / "keeper.log")
    heard, said = os.pipe()
    try:
        keeper = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "academy.services.keeper", str(places.var), str(said)],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=(said,),
        )
    finally:
        os.close(said)
        os.close(log)
    with os.fdopen(heard, "rb") as pipe:
        refusal = pipe.read().decode(errors="replace")
    keeper.returncode = 0  # it outlives us on purpose; nobody is to wait for it
    if refusal:
        raise CannotStart(refusal)
