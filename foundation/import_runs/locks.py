"""One import at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from foundation.british_dates import date_and_time
from foundation.models import ImportRun

LOCK = "academy import"


class ImportBusy(RuntimeError):
    """Another import is running; the message says since when."""


@contextmanager
def only_import() -> Iterator[None]:
    """Hold PostgreSQL's advisory lock for imports. Raises ImportBusy when somebody else holds it.

    The lock belongs to the connection, so it ends with the process, whatever ends it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [LOCK])
        if not cursor.fetchone()[0]:
            raise ImportBusy(_sentence())
    try:
        yield
    finally:
        _unlock()


def _unlock() -> None:
    """Give the lock back; a connection that was lost has given it back already."""
    if connection.connection is not None and connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [LOCK])


def _sentence() -> str:
    running = ImportRun.objects.filter(state=ImportRun.State.RUNNING).order_by("-started_at").first()
    since = f" It began on {date_and_time(running.started_at)}." if running else ""
    return f"Another import is running.{since} Wait until it has finished, then start yours again."
