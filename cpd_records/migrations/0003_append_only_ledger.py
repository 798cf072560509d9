"""The database itself refuses to change or remove a ledger entry (DESIGN rule 3).

Lawful disposal is the one door past it (DESIGN 4, "Disposal"): a session that has taken the role
named below is let through. The role is looked for by its exact name, because a superuser counts as
a member of every role. Nothing creates it yet.
"""

from django.db import migrations, models

ROLE = "academy_disposal"

FORWARD = f"""
CREATE FUNCTION cpd_records_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF current_user = '{ROLE}' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Ledger entries are never changed or removed: post a correcting entry instead.'
        USING ERRCODE = 'restrict_violation',
              HINT = 'Disposal runs under a database role of its own.';
END
$body$;

CREATE TRIGGER cpd_records_entry_append_only
    BEFORE UPDATE OR DELETE ON cpd_records_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION cpd_records_append_only();

CREATE TRIGGER cpd_records_entry_no_truncate
    BEFORE TRUNCATE ON cpd_records_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION cpd_records_append_only();
"""

BACKWARD = """
DROP TRIGGER cpd_records_entry_no_truncate ON cpd_records_ledgerentry;
DROP TRIGGER cpd_records_entry_append_only ON cpd_records_ledgerentry;
DROP FUNCTION cpd_records_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("cpd_records", "0002_initial")]

    operations = [
        migrations.AlterField(
            model_name="ledgerentry",
            name="reason",
            field=models.TextField(help_text="A sentence the person can check; for an allowance, the whole sum."),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
