"""The process that owns the embedded servers: starts them, mends them, and stops them last.

It runs in a session of its own, so Ctrl-C in a terminal does not reach it. It is the parent of
PostgreSQL and Redis, and the kernel stops both should it be killed. When no program shares the
users' lock any more, it stops the servers and ends.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from academy.services import account, postgresql, redis_server
from academy.services.children import ended, stop
from academy.services.locks import Locks
from academy.services.places import Places, make_sockets, postgres_programs, redis_program, require_room
from academy.services.refusals import CannotStart

POLL_SECONDS = 0.2
OLD_SERVERS_SECONDS = 30


class Keeper:
    """One copy of the servers. Holds the keeper's and the servers' locks while it lives."""

    def __init__(self, var: Path) -> None:
        self.places = Places(var)
        self.locks = Locks(var)
        self.stopping = False
        self.postgres: subprocess.Popen[bytes] | None = None
        self.redis: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Make folders and choose the account. Raises `CannotStart`."""
        if not self.locks.servers.alone_within(OLD_SERVERS_SECONDS):
            raise CannotStart(
                f"PostgreSQL or Redis of an earlier start still runs in {self.places.var}: wait a moment and try again."
            )
        require_room(self.places)
        reach = (self.places.var, postgres_programs(), redis_program().parent)
        self.account = account.choose(data=self.places.cluster, reach=reach)
        for folder in (self.places.redis, self.places.logs):
            folder.mkdir(mode=0o700, exist_ok=True)
        make_sockets(self.places, self.account.owner)

    def start(self) -> None:
        """Start whichever server does not run."""
        postgresql.make_cluster(self.places, self.account)
        if self.redis is None or self.redis.poll() is not None:
            self.redis = redis_server.start(self.places, self.locks.servers.fd)
        if self.postgres is None or self.postgres.poll() is not None:
            self.postgres = postgresql.start(self.places, self.account, self.locks.servers.fd)

    def watch(self) -> None:
        """Return once nobody uses the servers, or when told to end; mend what dies meanwhile."""
        wait = 0.5
        while not self.stopping and not self.locks.users.try_alone():
            time.sleep(POLL_SECONDS)
            for name, server in (("PostgreSQL", self.postgres), ("Redis", self.redis)):
                if server is not None and server.poll() is not None:
                    print(f"{name} stopped ({ended(server)}); starting it again.", flush=True)
                    time.sleep(wait)
                    wait = min(wait * 2, 30)
                    self.start()

    def stop(self) -> None:
        """Stop both servers, PostgreSQL by its fast shutdown."""
        if self.postgres is not None:
            stop(self.postgres, number=signal.SIGINT, seconds=20)
        if self.redis is not None:
            stop(self.redis, seconds=10)
        self.places.redis_socket.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not ours, or not there yet
            self.places.sockets.rmdir()

    def let_go(self) -> None:
        """Give the locks back, the servers' first: who sees no keeper must find no server held by it either.

        The servers' lock is closed, not unlocked: a straggler of PostgreSQL goes on holding it.
        """
        self.locks.servers.close()
        self.locks.keeper.release()

    def told_to_end(self, *_: object) -> None:
        """Signal handler."""
        self.stopping = True


def main() -> int:
    """Run as `python -m academy.services.keeper VAR READY_FD`; the sentence of a refusal goes to READY_FD."""
    var, ready = Path(sys.argv[1]), int(sys.argv[2])
    os.set_inheritable(ready, False)
    keeper = Keeper(var)
    if not keeper.locks.keeper.try_alone():
        return 0
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, keeper.told_to_end)
    try:
        keeper.prepare()
        keeper.start()
        os.close(ready)
        keeper.watch()
    except CannotStart as refusal:
        return _refuse(ready, str(refusal))
    except OSError as error:
        return _refuse(ready, f"The embedded servers cannot start in {var}: {error.strerror} ({error.filename}).")
    finally:
        keeper.stop()
        keeper.let_go()
    return 0


def _refuse(ready: int, sentence: str) -> int:
    print(sentence, flush=True)
    try:
        os.write(ready, sentence.encode())
    except OSError:  # it was told already: this is a later failure, and the log has it
        return 1
    return 1


if __name__ == "__main__":
    sys.exit(main())
