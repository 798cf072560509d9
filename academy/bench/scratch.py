"""Databases of the bench's own, thrown away afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from redis import Redis

from academy.services.environment import queue_address, redis_number, with_redis_number

REDIS_APART = 8
NAME = f"academy_bench_{os.getpid()}"
MIGRATED = f"{NAME}_migrated"


def address(name: str) -> str:
    """DATABASE_URL with another database."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@contextmanager
def _made(name: str, template: str = "template1") -> Iterator[None]:
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template))))
        try:
            yield
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def analyse() -> None:
    """What autovacuum does within minutes of a database's filling: without it PostgreSQL guesses, and plans badly."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def scratch_database() -> Iterator[None]:
    """Point the addresses at a new empty database, and at numbers of Redis that nothing else uses.

    Use it before Django is set up. A worker of the Academy on this machine never sees our messages.
    """
    before = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    redis = with_redis_number(before["REDIS_URL"], redis_number(before["REDIS_URL"]) + REDIS_APART)
    with _made(NAME):
        os.environ |= {"DATABASE_URL": address(NAME), "REDIS_URL": redis}
        try:
            yield
        finally:
            Redis.from_url(redis).flushdb()
            Redis.from_url(queue_address(redis)).flushdb()
            os.environ |= before


@contextmanager
def kept_migrated() -> Iterator[None]:
    """Keep a copy of the database as it is now, for `second_database`. No connection may be open."""
    with _made(MIGRATED, NAME):
        yield


@contextmanager
def second_database() -> Iterator[None]:
    """Point Django at a copy of the migrated database, still without anybody in it."""
    from django.db import connection

    second = f"{NAME}_second"
    with _made(second, MIGRATED):
        first = connection.settings_dict["NAME"]
        _use(second)
        try:
            yield
        finally:
            _use(first)


def _use(name: str) -> None:
    from django.core.cache import cache
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()  # Wagtail's site paths and kept pages belong to the other database
