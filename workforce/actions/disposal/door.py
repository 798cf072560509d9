"""The lock that sets holds and disposals one after the other, so that neither overtakes the other unseen."""

from django.db import connection

KEY = 7_262_021
"""Any number of our own: PostgreSQL's advisory locks are known by number."""


def one_at_a_time() -> None:
    """Wait for whoever sets or lifts a hold, or disposes of somebody, until their transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
