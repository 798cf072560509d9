"""As whom PostgreSQL runs: it refuses to run as root.

An ordinary user runs it as itself. Root hands it to an unprivileged account of the system; when
that account cannot reach the folders (a checkout below a private folder, say), root steps into a
user namespace instead, which needs no other account and changes no permission. The wheel's own
way, opening every folder up to `/`, is exactly what this avoids (reference: STACK 3).
"""

import ctypes
import os
import pwd
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from academy.services.refusals import CannotStart

CLONE_NEWUSER = 0x10000000
ORDINARY_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The user PostgreSQL's programs run as."""

    uid: int
    gid: int
    namespace: bool = False
    """Root only: keep the files, and be `uid` inside a user namespace only."""

    @property
    def owner(self) -> tuple[int, int]:
        """User and group that own the data folder on disk."""
        return (os.getuid(), os.getgid()) if self.namespace else (self.uid, self.gid)

    def popen_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that switch the user; nothing when it is the user we are."""
        if self.namespace or self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def before_exec(self, then: Callable[[], None] | None = None) -> Callable[[], None]:
        """A `preexec_fn` that enters the namespace if there is one, then calls `then`."""

        def prepare() -> None:
            if self.namespace:
                enter_namespace(self.uid, self.gid)
            if then is not None:
                then()

        return prepare


def enter_namespace(uid: int, gid: int) -> None:
    """Move this process into a user namespace where its user is called `uid`. Raises OSError."""
    outside = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outside[0]} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outside[1]} 1")


def namespaces_allowed() -> bool:
    """Whether root may enter a user namespace here; containers often forbid it."""
    child = os.fork()
    if child == 0:
        try:
            enter_namespace(65534, 65534)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def closed_folder(paths: Iterable[Path], uid: int, gid: int) -> Path | None:
    """The first folder on the way to any of `paths` that the account may not pass through."""
    for path in paths:
        for folder in (*reversed(path.resolve().parents), path.resolve()):
            if folder.is_dir() and not _passable(folder.stat(), uid, gid):
                return folder
    return None


def _passable(folder: os.stat_result, uid: int, gid: int) -> bool:
    if folder.st_uid == uid:
        return bool(folder.st_mode & stat.S_IXUSR)
    if folder.st_gid == gid:
        return bool(folder.st_mode & stat.S_IXGRP)
    return bool(folder.st_mode & stat.S_IXOTH)


def ordinary_account() -> tuple[int, int]:
    """User and group number of an unprivileged account that every Linux has."""
    for name in ORDINARY_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def choose(*, data: Path, reach: Iterable[Path], can_namespace: Callable[[], bool] = namespaces_allowed) -> Account:
    """The account for the cluster in `data`, which must be able to pass through all of `reach`.

    An existing cluster keeps the owner it has. Raises `CannotStart` when root has no way left.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    uid, gid = ordinary_account()
    if data.exists():
        kept = data.stat()
        if kept.st_uid != 0:
            return _reaching(Account(kept.st_uid, kept.st_gid), reach)
        return Account(uid, gid, namespace=True)
    if closed_folder(reach, uid, gid) is None:
        return Account(uid, gid)
    if can_namespace():
        return Account(uid, gid, namespace=True)
    return _reaching(Account(uid, gid), reach)


def _reaching(account: Account, reach: Iterable[Path]) -> Account:
    closed = closed_folder(reach, account.uid, account.gid)
    if closed is None:
        return account
    try:
        name = pwd.getpwuid(account.uid).pw_name
    except KeyError:
        name = str(account.uid)
    raise CannotStart(
        f"PostgreSQL will not run as root, and the account it would run as ({name}) may not enter "
        f"{closed}: move the project to a folder everyone may enter, or run this as an ordinary user."
    )
