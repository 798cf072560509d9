"""The steps before the web server: tables, static files, demo data.

Each leaves a stamp of what it was done for in ACADEMY_VAR, so a later start skips it, and skips
loading Django altogether, when nothing has changed. The database's own mark is part of the stamp:
a database that was dropped, restored or migrated by hand is never mistaken for a ready one.
"""

import hashlib
import io
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from academy.services.environment import PROJECT, data_folder, is_demo, require
from academy.services.locks import FileLock
from academy.services.refusals import CannotStart

STAMP = "prepared.json"
ACCOUNTS = "accounts.txt"
"""The demo's named accounts, for the runner to print: it has no Django to ask."""


def files_mark(paths: Iterable[Path], *, contents: bool) -> str:
    """A digest of files: of their text, or (quicker) of their names, sizes and times."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        found = path.stat()
        detail = path.read_bytes() if contents else f"{found.st_size} {found.st_mtime_ns}".encode()
        digest.update(f"{os.path.relpath(path, PROJECT)}\0".encode() + detail + b"\0")
    return digest.hexdigest()


def migrations_mark() -> str:
    """Changes with every migration of ours and every version of a dependency."""
    ours = PROJECT.glob("*/migrations/*.py")
    return files_mark([*ours, *(PROJECT / "requirements").glob("*.txt")], contents=True)


def static_mark() -> str:
    """Changes with every static file of ours and every version of a dependency."""
    ours = (path for path in (PROJECT / "static").rglob("*") if path.is_file())
    return files_mark([*ours, *(PROJECT / "requirements").glob("*.txt")], contents=False)


def database_mark() -> str:
    """Count and last number of the migrations the database has had; empty for none. Raises `CannotStart`."""
    import psycopg

    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
            row = connection.execute("SELECT count(*), max(id) FROM django_migrations").fetchone()
    except psycopg.errors.UndefinedTable:
        return ""
    except psycopg.OperationalError as error:
        raise CannotStart(f"The database named by DATABASE_URL does not answer: {error}".strip()) from error
    return f"{row[0]}/{row[1]}" if row else ""


class Stamps:
    """What was done, by step, in one small file of the data folder."""

    def __init__(self, var: Path) -> None:
        self.path = var / STAMP
        try:
            self.done: dict[str, str] = json.loads(self.path.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            self.done = {}

    def set(self, step: str, mark: str) -> None:
        """Remember a step; the file is replaced whole, so a kill leaves the old or the new one."""
        self.done[step] = mark
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(self.done))
        fresh.replace(self.path)


class Progress:
    """Stands in for a command's output: counts its lines aloud instead of printing all of them."""

    def __init__(self, what: str, every: int = 40) -> None:
        self.what, self.every, self.lines = what, every, 0

    def write(self, text: str) -> int:
        """Count finished lines."""
        before = self.lines // self.every
        self.lines += text.count(" OK")
        if self.lines // self.every > before:
            say(f"  … {self.lines} {self.what}")
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


def say(text: str) -> None:
    """Print at once, also into a file or pipe."""
    print(text, flush=True)


def prepare(var: Path) -> None:
    """Do what is not done yet. Raises `CannotStart` when the database does not answer."""
    stamps = Stamps(var)
    tables, static = f"{migrations_mark()} {database_mark()}", static_mark()
    if stamps.done.get("static") != static or not Path(stamps.done.get("static_root", "/-")).is_dir():
        stamps.set("static_root", collect_static())
        stamps.set("static", static)
    if stamps.done.get("tables") != tables:
        migrate()
        stamps.set("tables", f"{migrations_mark()} {database_mark()}")
        stamps.set("demo", "")
    accounts = files_mark([PROJECT / "academy" / "demo" / "accounts.py"], contents=True)
    if is_demo(os.environ) and stamps.done.get("demo") != accounts:
        load_demo(var)
        stamps.set("demo", accounts)


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command

    _django()
    say("Bringing the database up to date (the first time takes about half a minute) …")
    started = time.monotonic()
    output: Any = Progress("steps")
    call_command("migrate", interactive=False, stdout=output, no_color=True)
    call_command("sync_roles", stdout=io.StringIO())
    call_command("install_disposal_role", stdout=io.StringIO())
    say(f"  done in {time.monotonic() - started:.0f} s")


def collect_static() -> str:
    """Gather static files; returns the folder they are in."""
    from django.conf import settings
    from django.core.management import call_command

    _django()
    say("Gathering style sheets and scripts …")
    call_command("collectstatic", interactive=False, verbosity=0)
    return str(settings.STATIC_ROOT)


def load_demo(var: Path) -> None:
    """Load the demo if the database holds nobody yet, or if an earlier load was cut short."""
    from django.apps import apps
    from django.core.management import call_command

    _django()
    begun = var / "demo-begun"
    if begun.exists() or not apps.get_model("workforce", "Person")._default_manager.exists():
        say("Loading the demo: made-up people, posts, courses and bookings (about a minute) …")
        begun.touch()
        call_command("demo")
        begun.unlink()
    _write_accounts(var / ACCOUNTS)


def _write_accounts(path: Path) -> None:
    from academy.demo.accounts import ACCOUNTS as accounts

    path.write_text("".join(f"  {account.email:<34} {account.who}\n" for account in accounts))


def _make_folder(var: Path) -> None:
    try:
        var.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"The folder {var} cannot be made ({error.strerror}): set ACADEMY_VAR.") from error


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    django.setup()


def main() -> int:
    """Run as `python -m academy.services.prepare`."""
    var = data_folder(os.environ)
    try:
        require(os.environ)
        _make_folder(var)
        one_at_a_time = FileLock(var / "prepare.lock")
        one_at_a_time.alone()
        prepare(var)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
