import django.contrib.postgres.fields
import django.db.models.deletion
import foundation.storage
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workforce', '0009_keys_to_the_api'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='removed_by_log',
            field=models.BigIntegerField(blank=True, help_text='Number of the disposal that took the name away.', null=True),
        ),
        migrations.AlterField(
            model_name='person',
            name='standing',
            field=models.CharField(choices=[('confirmed', 'In the staff file'), ('provisional', 'Entered before the file'), ('external', 'From another organisation'), ('removed', 'Removed: no name is held')], default='confirmed', max_length=11),
        ),
        migrations.CreateModel(
            name='AbsenceTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='The first day of the month.')),
                ('team_code', models.CharField(blank=True, max_length=20)),
                ('reason', models.CharField(max_length=3)),
                ('days', models.PositiveIntegerField(help_text='Calendar days away within the month.')),
                ('fte_days', models.DecimalField(decimal_places=3, help_text='The same by share of full time.', max_digits=12)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'team_code', 'reason'), name='workforce_absence_total_once')],
            },
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('proposed', 'Waiting for a second person'), ('confirmed', 'Confirmed: under way'), ('done', 'Done'), ('withdrawn', 'Not done')], default='proposed', max_length=9)),
                ('reason', models.CharField(max_length=255)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.CharField(blank=True, max_length=255)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'confirmed')), fields=['state'], name='workforce_disposals_going')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='workforce_disposal_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='workforce_disposal_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('confirmed', 'done')), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='workforce_disposal_by_two'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='workforce_disposal_done_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='DisposalItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.CharField(blank=True, max_length=40)),
                ('batch_key', models.CharField(blank=True, max_length=120)),
                ('label', models.CharField(blank=True, max_length=255)),
                ('record_classes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('since', models.DateField(help_text='The day the period began.')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('kept', 'Not done')], default='waiting', max_length=7)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=255)),
                ('disposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='workforce.disposal')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disposal_items', to='workforce.person')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['disposal', 'state'], name='workforce_d_disposa_9ff680_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state', 'waiting')), fields=('person',), name='workforce_person_proposed_once'), models.UniqueConstraint(condition=models.Q(('person__isnull', True), ('state', 'waiting')), fields=('room', 'batch_key'), name='workforce_batch_proposed_once'), models.CheckConstraint(condition=models.Q(models.Q(('batch_key', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('batch_key', ''), _negated=True)), _connector='OR'), name='workforce_disposal_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='workforce_disposed_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('record_class', models.CharField(blank=True, max_length=40)),
                ('reason', models.CharField(max_length=255)),
                ('set_at', models.DateTimeField()),
                ('lift_reason', models.CharField(blank=True, max_length=255)),
                ('lift_asked_at', models.DateTimeField(blank=True, null=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('lift_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='workforce.person')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
            ],
            options={
                'ordering': ['-set_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('record_class', ''), ('team__isnull', True)), models.Q(('person__isnull', True), ('record_class', ''), ('team__isnull', False)), models.Q(('person__isnull', True), ('team__isnull', True), models.Q(('record_class', ''), _negated=True)), _connector='OR'), name='workforce_hold_over_one_thing'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='workforce_hold_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('lift_asked_at__isnull', True), ('lift_asked_by__isnull', True), ('lift_reason', '')), models.Q(('lift_asked_at__isnull', False), ('lift_asked_by__isnull', False), models.Q(('lift_reason', ''), _negated=True)), _connector='OR'), name='workforce_hold_lift_asked_whole'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lift_asked_by__isnull', False), ('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True)), _connector='OR'), name='workforce_hold_lifted_by_two')],
            },
        ),
        migrations.CreateModel(
            name='SubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('own', 'By their own press'), ('formal', 'Formal request')], max_length=6)),
                ('state', models.CharField(choices=[('open', 'Being looked through'), ('paused', 'Waiting for the person to say what they mean'), ('making', 'The file is being made'), ('ready', 'Ready to fetch'), ('expired', 'The file is gone'), ('closed', 'Closed without a file')], default='open', max_length=7)),
                ('opened_at', models.DateTimeField()),
                ('received_on', models.DateField(help_text='The day the person asked; the clock runs from here.')),
                ('due_on', models.DateField(help_text='The last good day to answer.')),
                ('extended_reason', models.CharField(blank=True, max_length=255)),
                ('paused_on', models.DateField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, help_text='The first day on which the file is gone.', null=True)),
                ('export', models.FileField(blank=True, storage=foundation.storage.private_storage, upload_to='subject-access/%Y/%m/')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to='workforce.person')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'due_on'], name='workforce_s_state_ef38aa_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'paused', 'making'))), fields=('person', 'kind'), name='workforce_one_open_subject_request'), models.CheckConstraint(condition=models.Q(models.Q(('paused_on__isnull', False), ('state', 'paused')), models.Q(models.Q(('state', 'paused'), _negated=True), ('paused_on__isnull', True)), _connector='OR'), name='workforce_subject_pause_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='workforce_subject_release_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('expires_on__isnull', False), ('made_at__isnull', False), models.Q(('export', ''), _negated=True)), _connector='OR'), name='workforce_subject_ready_has_file')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=40)),
                ('row_key', models.CharField(max_length=120)),
                ('redacted', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=255)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='workforce.subjectrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'section', 'row_key'), name='workforce_reviewed_once'), models.CheckConstraint(condition=models.Q(('redacted', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='workforce_redaction_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='SubjectStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=60)),
                ('note', models.CharField(blank=True, max_length=255)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='workforce.subjectrequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DataComplaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('acknowledge_by', models.DateField(help_text='The last good day to acknowledge it.')),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_complaints', to='workforce.person')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='workforce_complaint_acknowledged_whole'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('acknowledged_at__isnull', False), ('answered_at__isnull', False)), _connector='OR'), name='workforce_complaint_answered_whole')],
            },
        ),
    ]
