"""What people are asked after learning, and answers that the database refuses to change or remove."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER courses_formresponse_append_only
    BEFORE UPDATE OR DELETE ON courses_formresponse
    FOR EACH ROW EXECUTE FUNCTION courses_answers_append_only();

CREATE TRIGGER courses_formresponse_no_truncate
    BEFORE TRUNCATE ON courses_formresponse
    FOR EACH STATEMENT EXECUTE FUNCTION courses_answers_append_only();
"""
FUNCTION = """
CREATE FUNCTION courses_answers_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF current_user = 'academy_disposal' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What somebody handed in is never changed or removed.'
        USING ERRCODE = 'restrict_violation',
              HINT = 'Disposal runs under a database role of its own.';
END
$body$;
"""

BACKWARD = """
DROP TRIGGER courses_formresponse_no_truncate ON courses_formresponse;
DROP TRIGGER courses_formresponse_append_only ON courses_formresponse;
DROP FUNCTION courses_answers_append_only();
"""



class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0008_calendar_feeds'),
        ('foundation', '0008_versioned_forms'),
        ('workforce', '0004_invitations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('purpose', models.CharField(choices=[('evaluation', 'How the learning was'), ('impact-learner', 'What has changed, three months on'), ('impact-manager', 'What a manager has seen change'), ('observation', 'Observation of practice'), ('pulse', 'Anonymous pulse survey')], max_length=14)),
                ('note', models.CharField(blank=True, help_text='What the person who asked wrote to the observer.', max_length=255)),
                ('state', models.CharField(choices=[('asked', 'Waiting for an answer'), ('answered', 'Answered'), ('lapsed', 'Not answered in time'), ('withdrawn', 'No longer needed')], default='asked', max_length=9)),
                ('asked_at', models.DateTimeField()),
                ('opens_on', models.DateField()),
                ('due_on', models.DateField(help_text='The last day on which it is asked for.')),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forms_about', to='workforce.person')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booking', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='form_requests', to='courses.booking')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='form_requests', to='workforce.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.formversion')),
            ],
        ),
        migrations.CreateModel(
            name='FormResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(help_text='By field id of the version.')),
                ('at', models.DateTimeField()),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='response', to='courses.formrequest')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.formversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PulseRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(help_text='As people read it: Autumn 2026.', max_length=80, unique=True)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='The last day on which it can be answered.')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.formversion')),
            ],
            options={
                'ordering': ['-opens_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PulseAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', models.JSONField(help_text="By field id of the round's version.")),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers_given', to='courses.pulseround')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='formrequest',
            name='pulse',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='courses.pulseround'),
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('field_id', models.CharField(max_length=40)),
                ('words', models.TextField()),
                ('consented_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, choices=[('approved', 'Shown on the site'), ('kept_back', 'Not shown')], max_length=9)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.course')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='courses.formresponse')),
            ],
        ),
        migrations.AddConstraint(
            model_name='pulseround',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='courses_pulse_closes_after_opening'),
        ),
        migrations.AddIndex(
            model_name='formrequest',
            index=models.Index(fields=['person', 'state'], name='courses_for_person__2be471_idx'),
        ),
        migrations.AddIndex(
            model_name='formrequest',
            index=models.Index(fields=['state', 'due_on'], name='courses_for_state_9197d2_idx'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('booking__isnull', False), models.Q(('state', 'withdrawn'), _negated=True)), fields=('purpose', 'booking', 'person'), name='courses_asked_once_a_booking'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('pulse__isnull', False)), fields=('pulse', 'person'), name='courses_asked_once_a_pulse'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opens_on'))), name='courses_asked_until_later'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'pulse'), _negated=True), ('answered_on__isnull', True), _connector='OR'), name='courses_pulse_keeps_no_day'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', 'pulse'), models.Q(('answered_on__isnull', False), ('state', 'answered')), models.Q(models.Q(('state', 'answered'), _negated=True), ('answered_on__isnull', True)), _connector='OR'), name='courses_answered_has_day'),
        ),
        migrations.AddConstraint(
            model_name='formrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about__isnull', True), ('booking__isnull', True), ('pulse__isnull', False), ('purpose', 'pulse')), models.Q(('about__isnull', False), ('pulse__isnull', True), ('purpose', 'observation')), models.Q(('about__isnull', False), ('booking__isnull', False), ('pulse__isnull', True), ('purpose', 'impact-manager')), models.Q(('booking__isnull', False), ('pulse__isnull', True), ('purpose__in', ('evaluation', 'impact-learner'))), _connector='OR'), name='courses_asked_about_something'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.UniqueConstraint(fields=('response', 'field_id'), name='courses_quote_once_a_field'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='courses_quote_decided_has_moment'),
        ),
        migrations.RunSQL(FUNCTION + FORWARD, BACKWARD),
    ]
