"""The database role of disposal: the only one that the append-only guards let past (DESIGN 4).

Its name is no setting: the guards in the database name it, so that nothing in the environment can open
them to another role. It cannot sign in, owns nothing, and may read the keys of guarded tables, change
and remove their rows; nothing else. The application's role may step into it, for one statement at a
time, inside a disposal's transaction.

Roles belong to the whole server, tables to one database: `install` makes the first once and grants the
second anew, and may be run at any time, side by side with itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from foundation.protected_text.guards import DISPOSAL_ROLE as ROLE

GUARDED = """
    SELECT DISTINCT c.relname FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
     WHERE NOT t.tgisinternal AND t.tgname LIKE '%append\\_only' ORDER BY 1
"""
CREATE = f"""
DO $body$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN RETURN; END IF;
    CREATE ROLE {ROLE} NOLOGIN NOINHERIT NOCREATEDB NOCREATEROLE NOSUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $body$;
"""
JOIN = f"""
DO $body$ BEGIN
    IF current_user <> '{ROLE}' AND NOT EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
         WHERE r.rolname = '{ROLE}' AND u.rolname = current_user
    ) THEN
        EXECUTE format('GRANT {ROLE} TO %I WITH INHERIT FALSE, SET TRUE', current_user);
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $body$;
"""


class DoorMissing(RuntimeError):
    """The role is not there, or the application may not step into it."""


class NotInATransaction(RuntimeError):
    """Stepping into the role is only ever for the rest of one statement, inside a disposal."""


def guarded_tables() -> list[str]:
    """Tables whose rows the database refuses to change or remove."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        return [name for (name,) in cursor.fetchall()]


def install() -> list[str]:
    """Make the role, let the application step into it, and grant it the guarded tables; their names.

    Raises DoorMissing where the connection may not do so: `docs/operations.md` has the statements for
    whoever looks after the server.
    """
    tables = guarded_tables()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CREATE)
            cursor.execute(JOIN)
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
            for table in tables:
                name = connection.ops.quote_name(table)
                cursor.execute(f"GRANT SELECT, UPDATE, DELETE ON {name} TO {ROLE}")
    except DatabaseError as refused:
        raise DoorMissing(
            f"The database role {ROLE} could not be made: {str(refused).splitlines()[0]}. "
            "Ask whoever looks after the server to run the statements in docs/operations.md."
        ) from refused
    return tables


@contextmanager
def past_the_guards() -> Iterator[None]:
    """Run what is inside as the disposal role; the application's own role is back afterwards.

    `SET LOCAL` ends with the transaction whatever happens. Raises DoorMissing, NotInATransaction.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction("Disposal happens inside a transaction.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
    except DatabaseError as refused:
        raise DoorMissing(
            f"The database role {ROLE} is not there for the application. Run manage.py install_disposal_role."
        ) from refused
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
