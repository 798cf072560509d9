"""What a booking set aside; and history and marks that the database refuses to change or remove.

Shaped as the ledger's guard (cpd_records, 0003): a session that has taken the disposal role, looked
for by its exact name because a superuser counts as a member of every role, is let through.
"""

from django.db import migrations, models

ROLE = "academy_disposal"
TABLES = ("courses_bookingevent", "courses_attendancemark")

FUNCTION = f"""
CREATE FUNCTION courses_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF current_user = '{ROLE}' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Booking history and attendance marks are never changed or removed: add a newer row instead.'
        USING ERRCODE = 'restrict_violation',
              HINT = 'Disposal runs under a database role of its own.';
END
$body$;
"""

TRIGGERS = """
CREATE TRIGGER {table}_append_only
    BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION courses_append_only();

CREATE TRIGGER {table}_no_truncate
    BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION courses_append_only();
"""

UNDO = """
DROP TRIGGER {table}_no_truncate ON {table};
DROP TRIGGER {table}_append_only ON {table};
"""

FORWARD = FUNCTION + "".join(TRIGGERS.format(table=table) for table in TABLES)
BACKWARD = "".join(UNDO.format(table=table) for table in TABLES) + "DROP FUNCTION courses_append_only();"


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="allowance_minutes",
            field=models.PositiveIntegerField(
                default=0, help_text="Minutes of allowance it set aside; 0 where the learning or the person uses none."
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="ledger_cycle",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Raised when its minutes move to another day: the ledger's cycle of its source."
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
