"""A database of the bench's own, thrown away afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def _address(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@contextmanager
def scratch_database() -> Iterator[str]:
    """Point DATABASE_URL at a new empty database for the time of the block. Use it before Django is set up."""
    before, name = os.environ["DATABASE_URL"], f"academy_bench_{os.getpid()}"
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        os.environ["DATABASE_URL"] = _address(name)
        try:
            yield name
        finally:
            os.environ["DATABASE_URL"] = before
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
