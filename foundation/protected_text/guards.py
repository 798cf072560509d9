"""Triggers for rows that nobody may change, whose protected text is sealed again when keys rotate.

A room's migration names its table and gets the SQL. Three things pass: writing a new row, whatever
the role of lawful disposal does, and a change of sealed columns alone while `rotate_field_keys`
works. That the words behind new bytes are the old ones is shown by their keyed digests.
"""

from collections.abc import Sequence

DISPOSAL_ROLE = "academy_disposal"
RESEALING = "academy.resealing"
"""A setting of the transaction, which only `rotation` makes."""

FORWARD = """
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF current_user = '{role}' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    {reseal}
    RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation',
          HINT = 'Disposal runs under a database role of its own.';
END
$body$;

CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_append_only();

CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();
"""
RESEAL = """IF TG_OP = 'UPDATE' AND current_setting('{setting}', true) = 'on'
       AND to_jsonb(NEW) - ARRAY[{columns}] = to_jsonb(OLD) - ARRAY[{columns}] THEN
        RETURN NEW;
    END IF;"""
BACKWARD = """
DROP TRIGGER {table}_no_truncate ON {table};
DROP TRIGGER {table}_append_only ON {table};
DROP FUNCTION {table}_append_only();
"""


def append_only(table: str, message: str, *, sealed: Sequence[str] = ()) -> tuple[str, str]:
    """SQL forwards and backwards for `migrations.RunSQL(*append_only(…))`; `sealed` names its protected columns."""
    columns = ", ".join(f"'{name}'" for name in sealed)
    reseal = RESEAL.format(setting=RESEALING, columns=columns) if sealed else ""
    forward = FORWARD.format(table=table, role=DISPOSAL_ROLE, reseal=reseal, message=message.replace("'", "''"))
    return forward, BACKWARD.format(table=table)
