"""Forms, and the frozen versions that the database refuses to change or remove (as the ledger, cpd_records 0003)."""

import django.db.models.deletion
import foundation.stream_field
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

ROLE = "academy_disposal"

FORWARD = f"""
CREATE FUNCTION foundation_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF current_user = '{ROLE}' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version of a form is never changed or removed: publish another.'
        USING ERRCODE = 'restrict_violation',
              HINT = 'Disposal runs under a database role of its own.';
END
$body$;

CREATE TRIGGER foundation_formversion_append_only
    BEFORE UPDATE OR DELETE ON foundation_formversion
    FOR EACH ROW EXECUTE FUNCTION foundation_append_only();

CREATE TRIGGER foundation_formversion_no_truncate
    BEFORE TRUNCATE ON foundation_formversion
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_append_only();
"""

BACKWARD = """
DROP TRIGGER foundation_formversion_no_truncate ON foundation_formversion;
DROP TRIGGER foundation_formversion_append_only ON foundation_formversion;
DROP FUNCTION foundation_append_only();
"""



class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0007_messages_know_their_subject'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('code', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=160)),
                ('purpose', models.SlugField(help_text='What it is asked for. The programme finds the form by this.')),
                ('intro', models.TextField(blank=True, help_text='A few words before the first question: why we ask, who reads it.')),
                ('body', foundation.stream_field.QuietStreamField(blank=True)),
                ('retired_on', models.DateField(blank=True, help_text='From this day nobody is asked it any more.', null=True)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'form',
                'ordering': ['title'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('schema_data', models.JSONField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='foundation.formtemplate')),
            ],
            options={
                'ordering': ['template', 'number'],
                'constraints': [models.UniqueConstraint(fields=('template', 'number'), name='foundation_form_version_once')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
