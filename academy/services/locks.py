"""Kernel locks on files: the only memory of who uses the servers.

A `flock` belongs to the processes that hold the open file and vanishes with the last of
them, however it ends, so a `kill -9` can leave no stale count behind.
"""

import fcntl
import os
import time
from pathlib import Path

from academy.services.refusals import CannotStart

PAUSE = 0.05


class FileLock:
    """One open file that can be locked shared or alone. Not inherited by programs we start."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        """Wait until nobody holds the lock alone, then hold it together with others."""
        fcntl.flock(self.fd, fcntl.LOCK_SH)

    def alone(self) -> None:
        """Wait until nobody else holds the lock, then hold it alone."""
        fcntl.flock(self.fd, fcntl.LOCK_EX)

    def try_alone(self) -> bool:
        """Hold the lock alone if nobody else holds it now. A shared hold of ours is lost on failure."""
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def alone_within(self, seconds: float) -> bool:
        """`try_alone` until it works or the seconds are over."""
        until = time.monotonic() + seconds
        while not self.try_alone():
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE)
        return True

    def is_shared(self) -> bool:
        """Whether others share the lock now. Call it without a hold of our own."""
        if self.try_alone():
            self.release()
            return False
        try:
            fcntl.flock(self.fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.release()
        return True

    def release(self) -> None:
        """Give the lock back but keep the file open."""
        fcntl.flock(self.fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the lock back and close the file."""
        os.close(self.fd)


class Locks:
    """The lock files of one data folder.

    `users`: every program that uses the servers shares it; the keeper takes it alone to stop them.
    `start`: held while somebody starts a keeper. `keeper`: held by the living keeper.
    `servers`: handed to PostgreSQL and Redis themselves; free once the last of their processes is gone.
    """

    def __init__(self, var: Path) -> None:
        folder = var / "locks"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.users = FileLock(folder / "users")
            self.start = FileLock(folder / "start")
            self.keeper = FileLock(folder / "keeper")
            self.servers = FileLock(folder / "servers")
        except OSError as error:
            raise CannotStart(
                f"The folder {var} cannot be written to ({error.strerror}): make it writable for this "
                "user or name another folder with ACADEMY_VAR=…"
            ) from error

    def close(self) -> None:
        """Let go of everything."""
        for lock in (self.users, self.start, self.keeper, self.servers):
            lock.close()
