"""The SQL of presses, written down once and sent again without any pages."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from academy.accounts.demo import BACKEND
from workforce.models import User

OWN = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def sql_of_a_press(user: User, address: str) -> list[str]:
    """Every statement of one press of "Book", signing in left out; the press itself is taken back."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        client.post(address)
        transaction.set_rollback(True)
    return [row["sql"] for row in asked if not row["sql"].startswith(OWN)]


def by_hand(presses: Sequence[list[str]], connections: int) -> float:
    """Wall seconds of sending all of them over so many connections, a transaction each.

    Each is rolled back, because its rows name keys of the press that was written down: that spares
    it the wait for the disk, which makes the yardstick stricter.
    """
    with ThreadPoolExecutor(connections) as pool:
        started = time.perf_counter()
        list(pool.map(_send, [presses[number::connections] for number in range(connections)]))
        return time.perf_counter() - started


def _send(presses: Sequence[list[str]]) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        for statements in presses:
            for statement in statements:
                link.execute(statement.encode())
            link.rollback()
