"""Tombstones, files still to go, and the database role of disposal where this connection may make it.

The role belongs to the whole server. Where it may not be made here, `docs/operations.md` has the
statements for whoever looks after the server; nothing but disposal needs it. Tombstones are never
changed or removed, by that role neither.
"""

from django.db import migrations, models

ROLE = """
DO $body$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'academy_disposal') THEN RETURN; END IF;
    CREATE ROLE academy_disposal NOLOGIN NOINHERIT NOCREATEDB NOCREATEROLE NOSUPERUSER;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $body$;
"""

FORWARD = """
CREATE FUNCTION foundation_tombstones_stay() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'Tombstones are never changed or removed.' USING ERRCODE = 'restrict_violation';
END
$body$;

CREATE TRIGGER foundation_tombstone_stays
    BEFORE UPDATE OR DELETE ON foundation_tombstone
    FOR EACH ROW EXECUTE FUNCTION foundation_tombstones_stay();

CREATE TRIGGER foundation_tombstone_no_truncate
    BEFORE TRUNCATE ON foundation_tombstone
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_tombstones_stay();
"""

BACKWARD = """
DROP TRIGGER foundation_tombstone_no_truncate ON foundation_tombstone;
DROP TRIGGER foundation_tombstone_stays ON foundation_tombstone;
DROP FUNCTION foundation_tombstones_stay();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0008_versioned_forms'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileRemoval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True)),
                ('log_number', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('removed_at', None)), fields=['at'], name='foundation_files_to_go')],
            },
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_class', models.CharField(max_length=40)),
                ('place', models.CharField(max_length=160, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('log_number', models.BigIntegerField(db_index=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('rows__gt', 0)), name='foundation_tombstone_of_something')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
    ]
