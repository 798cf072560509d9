"""Test databases cloned from templates, which takes a tenth of a second instead of ten.

Two templates, each made once and named after what it was made from:

- `academy_tpl_<mark>` is migrated and otherwise as a new database is;
- `academy_sample_<mark>` also holds the full demo (`manage.py demo`).

Where an older template had no other migrations than those there are now, word for word, the new one
is a clone of it with the rest applied: rendering every state of every model takes a minute.

Each test process works on a clone of its own. After a test that really commits (`transaction=True`,
`live_server`) the clone is thrown away and made afresh, so that Wagtail's root page, the policies
and whatever else migrations write are there again; flushing would lose them for every later test.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from academy.services.environment import PROJECT
from academy.services.prepare import files_mark, migrations_mark

EMPTY, SAMPLE = "tpl", "sample"
CLONE = "test_academy_"
KEPT = 6
"""Templates of earlier code that are kept, the newest first: one may be the ground of the next."""
LOADERS = {"actions", "demo", "file_reader", "imports", "models", "rules"}
"""Modules and packages that a change of makes the sample afresh."""


def address(name: str) -> str:
    """DATABASE_URL with another database."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def template_name(kind: str) -> str:
    """Name of the template for the code as it stands."""
    mark = migrations_mark()
    if kind == SAMPLE:
        mark += _sample_mark()
    return f"academy_{kind}_{hashlib.sha256(mark.encode()).hexdigest()[:12]}"


def _sample_mark() -> str:
    """Changes with the demo's data and with the code whose work the sample shows."""
    rooms = [path.parent for path in PROJECT.glob("*/apps.py")]
    sources = [path for room in rooms for path in room.rglob("*.py") if LOADERS & set(path.with_suffix("").parts)]
    data = [path for path in (PROJECT / "academy" / "demo").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return files_mark({*sources, *data}, contents=True)


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """A connection to the server itself, outside any database of ours."""
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        yield connection


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _clone(connection: psycopg.Connection, name: str, template: str) -> None:
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def has_template(kind: str) -> bool:
    """Whether a finished template of the code as it stands is there."""
    with server() as connection:
        return _exists(connection, template_name(kind))


def ensure_template(kind: str) -> str:
    """Name of a finished template, made now if need be; other processes wait meanwhile."""
    name = template_name(kind)
    with server() as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('academy test template'), hashtext(%s))", [kind])
        if not _exists(connection, name):
            half = f"{name}_half"
            _drop(connection, half)
            if kind == SAMPLE:
                _clone(connection, half, ensure_template(EMPTY))
                _manage(half, "demo")
            else:
                _clone(connection, half, _ground(connection))
                _manage(half, "migrate", "--no-input")
                _remember(connection, half)
            _drop_older(connection, kind)
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name))
            )
    return name


def _migrations() -> dict[str, str]:
    """What a migrated database was made from: digests of our migrations and of the locked dependencies."""
    paths = [*PROJECT.glob("*/migrations/*.py"), *(PROJECT / "requirements").glob("*.txt")]
    return {str(path.relative_to(PROJECT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _remember(connection: psycopg.Connection, name: str) -> None:
    """Write that beside the database; the remark stays with it when it is renamed."""
    made_from = sql.Literal(json.dumps(_migrations()))
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), made_from))


def _ground(connection: psycopg.Connection) -> str:
    """The newest template all of whose migrations are still there unchanged, or PostgreSQL's own."""
    now = _migrations()
    rows = connection.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
        " WHERE datname LIKE %s ORDER BY oid DESC",
        [f"academy_{EMPTY}_%"],
    )
    for name, remark in rows.fetchall():
        made_from = json.loads(remark) if remark else {}
        if made_from and not name.endswith("_half") and made_from.items() <= now.items():
            return name
    return "template1"


def _manage(database: str, *command: str) -> None:
    """Run a management command on a database that is to become a template."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": address(database)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"manage.py {' '.join(command)} failed:\n{done.stdout[-4000:]}")


def _drop_older(connection: psycopg.Connection, kind: str) -> None:
    """Throw away templates of earlier code that nobody clones just now, but keep the last few."""
    like = f"academy_{kind}_%"
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [like])
    finished = [name for (name,) in rows.fetchall() if not name.endswith("_half")]
    for name in finished[KEPT:]:
        _drop(connection, name)


def drop_leftovers() -> None:
    """Remove clones whose test process was killed."""
    with server() as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{CLONE}%"]).fetchall()
        for (name,) in rows:
            if not os.path.isdir(f"/proc/{name.removeprefix(CLONE).split('_')[0]}"):
                _drop(connection, name)


class Clones:
    """The clones of one test process, and which of them Django is pointed at.

    A clone is never made afresh in place: dropping a database waits for the disk, so the next
    generation gets a new name and a thread sees to the old one.
    """

    def __init__(self) -> None:
        self.kind = EMPTY
        self.templates: dict[str, str] = {}
        self.generation = 0
        self.names: dict[str, str] = {}
        self.dropping = ThreadPoolExecutor(max_workers=1)

    @property
    def name(self) -> str:
        """Name of the clone in use."""
        return self.names[self.kind]

    def use(self, kind: str) -> None:
        """Point Django at a clone, making it first if need be."""
        if kind not in self.names:
            self.templates[kind] = ensure_template(kind)
            self._make(kind)
        self.kind = kind
        self._point(self.name)

    def restore(self) -> None:
        """A new clone in place of the one in use, after a test that committed."""
        used = self.name
        self._make(self.kind)
        self._point(self.name)
        self.dropping.submit(drop, used)

    def _make(self, kind: str) -> None:
        self.generation += 1
        self.names[kind] = f"{CLONE}{os.getpid()}_{kind}{self.generation}"
        with server() as connection:
            _clone(connection, self.names[kind], self.templates[kind])

    def _point(self, name: str) -> None:
        from django.conf import settings
        from django.db import connections

        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
        settings.DATABASES["default"]["NAME"] = name

    def drop(self) -> None:
        """Remove the clones at the end of the run."""
        self._point("postgres")
        for name in self.names.values():
            self.dropping.submit(drop, name)
        self.dropping.shutdown()


def drop(name: str) -> None:
    """Drop one database, whoever still uses it."""
    with server() as connection:
        _drop(connection, name)
