"""The programme of newly qualified workers, certificates that replace others, and kind words at mid-year.

What happens to a programme is a row that the database refuses to change or remove, as it does with the
ledger's (migration 0003, whose function these triggers use).
"""

import django.db.models.deletion
import foundation.protected_text.fields
import foundation.storage
import uuid
from django.conf import settings
from django.db import migrations, models


APPEND_ONLY = ("cpd_records_asyechange", "cpd_records_asyereview", "cpd_records_asyetime")
FORWARD = "".join(
    f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cpd_records_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION cpd_records_append_only();
"""
    for table in APPEND_ONLY
)
BACKWARD = "".join(
    f"DROP TRIGGER {table}_no_truncate ON {table}; DROP TRIGGER {table}_append_only ON {table};"
    for table in APPEND_ONLY
)


class Migration(migrations.Migration):

    dependencies = [
        ('cpd_records', '0009_carry_over'),
        ('foundation', '0008_versioned_forms'),
        ('workforce', '0009_keys_to_the_api'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AsyeEnrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asye_enrolments', to='workforce.person')),
                ('starts_on', models.DateField(help_text='The first day in the first post as a social worker.')),
                ('state', models.CharField(choices=[('proposed', 'Waits for the coordinator'), ('refused', 'Not on the programme'), ('running', 'On the programme'), ('passed', 'Passed'), ('not_passed', 'Not passed'), ('left', 'Left')], default='proposed', max_length=10)),
                ('assessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asye_assesses', to='workforce.person')),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, help_text='When it was confirmed or refused.', null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('refused_reason', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('panel_on', models.DateField(blank=True, help_text='The day the panel decided, or the last day.', null=True)),
                ('panel_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('panel_reason', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
            ],
            options={
                'ordering': ['starts_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'starts_on'), name='cpd_records_asye_once'), models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('person',), name='cpd_records_asye_one_running'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='cpd_records_asye_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('panel_by', None), ('panel_on', None), ('state__in', ['proposed', 'refused', 'running'])), models.Q(('panel_by__isnull', False), ('panel_on__isnull', False), ('state__in', ['passed', 'not_passed', 'left'])), _connector='OR'), name='cpd_records_asye_ended_whole'), models.CheckConstraint(condition=models.Q(('assessor', None), models.Q(('assessor', models.F('person')), _negated=True), _connector='OR'), name='cpd_records_asye_assessor_is_another')],
            },
        ),
        migrations.CreateModel(
            name='AsyeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cpd_records.asyechange')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='cpd_records.asyeenrolment')),
                ('kind', models.CharField(choices=[('pause', 'Pause'), ('extension', 'Extension'), ('withdrawn', 'Taken back')], max_length=9)),
                ('starts_on', models.DateField(help_text='First day of a pause; the day an extension was decided.')),
                ('ends_on', models.DateField(blank=True, help_text='The first day after it; empty while a pause runs. Of an extension: the new end.', null=True)),
                ('days', models.PositiveSmallIntegerField(default=0, help_text='Days an extension adds.')),
                ('reason', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('days', 0), ('kind', 'pause')), models.Q(('days__gt', 0), ('ends_on__isnull', False), ('kind', 'extension')), models.Q(('days', 0), ('kind', 'withdrawn'), ('replaces__isnull', False)), _connector='OR'), name='cpd_records_asye_change_whole'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='cpd_records_asye_change_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='AsyeReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cpd_records.asyereview')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='cpd_records.asyeenrolment')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('due_on', models.DateField()),
                ('held_on', models.DateField()),
                ('progress', models.CharField(choices=[('on_track', 'On track'), ('support', 'Support needed'), ('concern', 'Concern')], max_length=8)),
                ('workload_percent', models.PositiveSmallIntegerField(blank=True, help_text='Of a full workload.', null=True)),
                ('note', foundation.protected_text.fields.ProtectedTextField(blank=True, default='', help_text='For the worker and the assessor.')),
            ],
            options={
                'ordering': ['number', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('enrolment', 'number'), name='cpd_records_asye_review_once'), models.CheckConstraint(condition=models.Q(('workload_percent', None), ('workload_percent__lte', 200), _connector='OR'), name='cpd_records_asye_workload_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='AsyeTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cpd_records.asyetime')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='times', to='cpd_records.asyeenrolment')),
                ('on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('course', 'A course elsewhere'), ('portfolio', 'Portfolio'), ('shadowing', 'Shadowing'), ('reflection', 'Reflection and reading'), ('learning_set', 'Learning set')], max_length=12)),
                ('key', models.UUIDField(help_text='Of the form that was sent: sent twice, it counts once.', unique=True)),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minutes__gt', 0), ('minutes__lte', 1440)), models.Q(('minutes', 0), ('replaces__isnull', False)), _connector='OR'), name='cpd_records_asye_time_is_some')],
            },
        ),
        migrations.CreateModel(
            name='AsyeEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='cpd_records.asyeenrolment')),
                ('kind', models.CharField(choices=[('observation', 'Observation of practice'), ('people', 'Feedback from children and families'), ('colleagues', 'Feedback from colleagues'), ('reflection', 'Critical reflection'), ('work', 'A piece of work')], max_length=11)),
                ('on', models.DateField()),
                ('title', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('words', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('source', models.CharField(blank=True, help_text="What it links to: 'record:<uuid>', 'observation:<key>'.", max_length=120)),
                ('file', models.FileField(blank=True, max_length=255, storage=foundation.storage.private_storage, upload_to='asye/%Y/')),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('outcomes', models.ManyToManyField(blank=True, related_name='+', to='foundation.term')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='AllowanceNudge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowance_nudges', to='workforce.person')),
                ('period', models.CharField(max_length=20)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'period'), name='cpd_records_nudge_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='certificate',
            name='cpd_records_one_valid_certificate',
        ),
        migrations.AddField(
            model_name='certificate',
            name='replaced_at',
            field=models.DateTimeField(blank=True, help_text='When another was issued in its place.', null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='replaced_reason',
            field=models.CharField(blank=True, db_default='', max_length=255),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('revoked_at__isnull', True)), fields=('record',), name='cpd_records_one_valid_certificate'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replaced_at__isnull', True), ('replaced_reason', '')), models.Q(('replaced_at__isnull', False), models.Q(('replaced_reason', ''), _negated=True)), _connector='OR'), name='cpd_records_replaced_has_reason'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
