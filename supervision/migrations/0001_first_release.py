"""Supervision as first released; what was signed, said, linked or read the database refuses to change or remove."""

import django.db.models.deletion
import foundation.protected_text.fields
import foundation.stream_field
import uuid
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from foundation.protected_text.guards import DISPOSAL_ROLE, RESEALING, append_only

SECTIONS = """
CREATE FUNCTION supervision_section_locked() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    held bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.record_id ELSE NEW.record_id END;
BEGIN
    IF current_user = '<role>' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('<resealing>', true) = 'on'
       AND to_jsonb(NEW) - ARRAY['answers'] = to_jsonb(OLD) - ARRAY['answers'] THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.record_id <> NEW.record_id
       OR EXISTS (SELECT 1 FROM supervision_record WHERE id = held AND state IN ('signed', 'issued')) THEN
        RAISE EXCEPTION 'What was signed in supervision is never changed or removed: add a dated note.'
              USING ERRCODE = 'restrict_violation', HINT = 'Disposal runs under a database role of its own.';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$body$;

CREATE TRIGGER supervision_section_append_only BEFORE INSERT OR UPDATE OR DELETE ON supervision_section
    FOR EACH ROW EXECUTE FUNCTION supervision_section_locked();
""".replace("<role>", DISPOSAL_ROLE).replace("<resealing>", RESEALING)
SECTIONS_BACK = """
DROP TRIGGER supervision_section_append_only ON supervision_section;
DROP FUNCTION supervision_section_locked();
"""
GUARDS = (
    append_only(
        "supervision_meetingevent",
        "What happened to a supervision is never changed or removed: write what came after.",
    ),
    append_only("supervision_recordread", "The list of who has read a record is never changed or removed."),
    append_only(
        "supervision_templateversion",
        "A published version of a template is never changed or removed: publish another.",
    ),
    append_only("supervision_chainlink", "A link of a chain is never changed or removed."),
    append_only(
        "supervision_recordword",
        "What was said about a supervision is never changed or removed: say what came after.",
        sealed=["text"],
    ),
)


class Migration(migrations.Migration):
    replaces = [
        ("supervision", "0001_agreements_and_meetings"),
        ("supervision", "0002_templates"),
        ("supervision", "0003_records_and_chains"),
    ]

    initial = True

    dependencies = [
        ('foundation', '0001_first_release'),
        ('wagtailcore', '0098_apitoken'),
        ('workforce', '0001_users'),
        ('workforce', '0002_first_release'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('supervisee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_agreements', to='workforce.person')),
                ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements_supervised', to='workforce.person')),
                ('part', models.CharField(choices=[('whole', 'All of supervision'), ('management', 'Accountability and workload'), ('reflective', 'Reflection, learning and support')], default='whole', max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('shared', 'Waiting for signatures'), ('current', 'Signed by both'), ('ended', 'Ended')], default='draft', max_length=7)),
                ('starts_on', models.DateField(blank=True, help_text='The day the second of the two signed.', null=True)),
                ('ends_on', models.DateField(blank=True, help_text='The first day on which it no longer holds.', null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('replaced', 'A newer agreement took its place'), ('change', 'Change of supervisor'), ('left', 'One of the two left or changed teams'), ('withdrawn', 'Withdrawn before it was signed')], max_length=9)),
                ('interval_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, help_text='A private room, or how the two meet.', max_length=120)),
                ('form_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.formversion')),
                ('answers', foundation.protected_text.fields.ProtectedJSONField(blank=True, default=dict)),
                ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegated_agreements', to='workforce.person')),
                ('review_on', models.DateField(blank=True, null=True)),
                ('limits_acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('supervisee_signed_at', models.DateTimeField(blank=True, null=True)),
                ('supervisor_signed_at', models.DateTimeField(blank=True, null=True)),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='supervision.agreement')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'shared'])), fields=('supervisee', 'supervisor', 'part'), name='supervision_one_agreement_in_hand'), models.UniqueConstraint(condition=models.Q(('state', 'current')), fields=('supervisee', 'part'), name='supervision_one_current_agreement'), models.CheckConstraint(condition=models.Q(('supervisee', models.F('supervisor')), _negated=True), name='supervision_agreement_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'current'), _negated=True), models.Q(('limits_acknowledged_at__isnull', False), ('review_on__isnull', False), ('starts_on__isnull', False), ('supervisee_signed_at__isnull', False), ('supervisor_signed_at__isnull', False)), _connector='OR'), name='supervision_agreement_signed_whole'), models.CheckConstraint(condition=models.Q(('supervisee_signed_at', None), models.Q(('limits_acknowledged_at__isnull', False), ('limits_acknowledged_at__lte', models.F('supervisee_signed_at'))), _connector='OR'), name='supervision_limits_before_signature'), models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', False), ('state', 'ended'), models.Q(('end_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('end_reason', ''), ('ends_on', None)), _connector='OR'), name='supervision_agreement_ended_whole')],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(help_text='pair:<supervisee>:<supervisor>, or group:<leader>.', max_length=60, unique=True)),
                ('length', models.PositiveIntegerField(default=0)),
                ('last', models.CharField(blank=True, max_length=64)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('last', ''), ('length', 0), ('seal', '')), models.Q(('length__gt', 0), models.Q(('last', ''), _negated=True), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='supervision_chain_head_whole')],
            },
        ),
        migrations.CreateModel(
            name='ImportedHistory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='supervision_history_forward')],
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('code', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=160)),
                ('intro', models.TextField(blank=True, help_text='A few words before the first question: why we ask, who reads it.')),
                ('retired_on', models.DateField(blank=True, help_text='From this day nobody is asked it any more.', null=True)),
                ('kind', models.CharField(choices=[('individual', 'Individual reflective supervision'), ('case', 'Case reflection'), ('group', 'Group supervision'), ('newly_qualified', 'Supervision in the first year'), ('agreement', 'Supervision agreement'), ('wellbeing', 'Wellbeing check-in'), ('appraisal', 'Appraisal and mid-year review'), ('note', 'Note between meetings')], max_length=16)),
                ('variant', models.CharField(blank=True, choices=[('', 'For everybody'), ('manager', 'For managers'), ('early_help', 'For Early Help'), ('children_in_care', 'For children in care and leaving care')], default='', max_length=16)),
                ('body', foundation.stream_field.QuietStreamField(blank=True)),
            ],
            options={
                'verbose_name': 'supervision template',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_on__isnull', True)), fields=('kind', 'variant'), name='supervision_one_template_in_use', violation_error_message='There is a template of this kind and for these people already. Change that one, or retire it first.')],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ChainLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='supervision.chainhead')),
                ('number', models.PositiveIntegerField()),
                ('record', models.UUIDField(help_text='Public key of the record.')),
                ('kind', models.CharField(choices=[('section', 'Section'), ('signatures', 'Signatures'), ('word', 'Comment or addendum')], max_length=10)),
                ('subject', models.BigIntegerField(help_text='Key of the section, record or word.')),
                ('digest', models.CharField(max_length=64)),
                ('link', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['head', 'number'],
                'constraints': [models.UniqueConstraint(fields=('head', 'number'), name='supervision_link_in_order'), models.UniqueConstraint(fields=('kind', 'subject'), name='supervision_link_once'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='supervision_links_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('individual', 'Individual supervision'), ('case', 'Supervision about one child or family'), ('group', 'Group supervision'), ('asye', 'Supervision in the assessed year'), ('wellbeing', 'Wellbeing check-in'), ('ad_hoc', 'Decision between supervisions')], default='individual', max_length=10)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Did not take place')], default='planned', max_length=9)),
                ('supervisee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='workforce.person')),
                ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervisions_led', to='workforce.person')),
                ('stands_in_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.person')),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='supervision.agreement')),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('planned_for', models.DateField(blank=True, null=True)),
                ('held_on', models.DateField(blank=True, null=True)),
                ('mode', models.CharField(blank=True, choices=[('in_person', 'In person'), ('online', 'Online'), ('telephone', 'By telephone')], max_length=9)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('sequence', models.PositiveSmallIntegerField(default=0, help_text='Of its calendar invitation; only rises.')),
                ('reason', models.CharField(blank=True, choices=[('supervisee_ill', 'The supervisee was ill'), ('supervisee_leave', 'The supervisee was on leave'), ('supervisor_ill', 'The supervisor was ill'), ('supervisor_leave', 'The supervisor was on leave'), ('emergency', 'A child or family needed somebody at once'), ('court', 'Court or another hearing'), ('training', 'Training or learning'), ('clash', 'Another meeting that could not be moved'), ('room', 'No private room, or the link failed'), ('asked', 'One of the two asked for another time'), ('left', 'One of the two no longer works here or has changed teams')], max_length=16)),
                ('write_by', models.DateField(blank=True, null=True)),
                ('sign_by', models.DateField(blank=True, null=True)),
                ('written_up_on', models.DateField(blank=True, null=True)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('imported', models.BooleanField(default=False)),
                ('recorded_by_run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.importrun')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['held_on', 'starts_at', 'pk'],
                'indexes': [models.Index(fields=['supervisee', 'held_on'], name='supervision_meetings_of'), models.Index(fields=['supervisor', 'held_on'], name='supervision_meetings_led'), models.Index(condition=models.Q(('state', 'planned')), fields=['starts_at'], name='supervision_meetings_ahead')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('imported', True)), fields=('supervisee', 'held_on', 'kind'), name='supervision_past_meeting_once'), models.UniqueConstraint(condition=models.Q(('state', 'planned')), fields=('supervisee', 'starts_at'), name='supervision_planned_once'), models.CheckConstraint(condition=models.Q(('supervisee', None), models.Q(('supervisee', models.F('supervisor')), _negated=True), _connector='OR'), name='supervision_meeting_of_two'), models.CheckConstraint(condition=models.Q(('kind', 'group'), ('supervisee__isnull', False), _connector='OR'), name='supervision_only_groups_have_no_supervisee'), models.CheckConstraint(condition=models.Q(models.Q(('held_on', None), ('starts_at__isnull', False), ('state', 'planned')), models.Q(('held_on__isnull', False), ('sign_by__isnull', False), ('state', 'held'), ('write_by__isnull', False)), models.Q(('held_on', None), ('state', 'cancelled'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='supervision_meeting_state_whole'), models.CheckConstraint(condition=models.Q(('written_up_on', None), ('written_up_on__gte', models.F('held_on')), _connector='OR'), name='supervision_written_after_held'), models.CheckConstraint(condition=models.Q(('signed_on', None), ('signed_on__gte', models.F('held_on')), _connector='OR'), name='supervision_signed_after_held')],
            },
        ),
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('schema_data', models.JSONField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='supervision.template')),
            ],
            options={
                'ordering': ['template', 'number'],
                'constraints': [models.UniqueConstraint(fields=('template', 'number'), name='supervision_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_cycles', to='workforce.person')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.person')),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('last_good_on', models.DateField()),
                ('counts_on', models.DateField()),
                ('every', models.CharField(help_text='The interval that counted: 28 days, 1 month.', max_length=20)),
                ('outcome', models.CharField(choices=[('on_time', 'On time'), ('late', 'Late'), ('missed', 'Missed'), ('open', 'Not yet due')], max_length=7)),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cycle', to='supervision.meeting')),
                ('reason', models.CharField(blank=True, choices=[('supervisee_ill', 'The supervisee was ill'), ('supervisee_leave', 'The supervisee was on leave'), ('supervisor_ill', 'The supervisor was ill'), ('supervisor_leave', 'The supervisor was on leave'), ('emergency', 'A child or family needed somebody at once'), ('court', 'Court or another hearing'), ('training', 'Training or learning'), ('clash', 'Another meeting that could not be moved'), ('room', 'No private room, or the link failed'), ('asked', 'One of the two asked for another time'), ('left', 'One of the two no longer works here or has changed teams')], max_length=16)),
                ('gap_days', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['person', 'starts_on', 'due_on'],
                'indexes': [models.Index(fields=['team', 'counts_on'], name='supervision_cycles_by_team')],
                'constraints': [models.UniqueConstraint(fields=('person', 'starts_on'), name='supervision_cycle_once'), models.UniqueConstraint(condition=models.Q(('outcome', 'open')), fields=('person',), name='supervision_one_open_cycle'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('starts_on'))), name='supervision_due_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', False), ('outcome__in', ['on_time', 'late'])), models.Q(('meeting', None), ('outcome__in', ['missed', 'open'])), _connector='OR'), name='supervision_held_has_meeting')],
            },
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='supervision.meeting')),
                ('verb', models.CharField(choices=[('planned', 'Planned'), ('moved', 'Moved'), ('cancelled', 'Cancelled'), ('held', 'Held'), ('handed', 'Handed to somebody standing in')], max_length=9)),
                ('from_at', models.DateTimeField(blank=True, null=True)),
                ('to_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, choices=[('supervisee_ill', 'The supervisee was ill'), ('supervisee_leave', 'The supervisee was on leave'), ('supervisor_ill', 'The supervisor was ill'), ('supervisor_leave', 'The supervisor was on leave'), ('emergency', 'A child or family needed somebody at once'), ('court', 'Court or another hearing'), ('training', 'Training or learning'), ('clash', 'Another meeting that could not be moved'), ('room', 'No private room, or the link failed'), ('asked', 'One of the two asked for another time'), ('left', 'One of the two no longer works here or has changed teams')], max_length=16)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='supervision.meeting')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='group_supervisions', to='workforce.person')),
                ('guest_name', models.CharField(blank=True, max_length=120)),
                ('guest_email', models.EmailField(blank=True, max_length=254)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.organisation')),
                ('role', models.CharField(choices=[('facilitator', 'Facilitator'), ('presenter', 'Brings the question'), ('adviser', 'Adviser'), ('member', 'Member')], default='member', max_length=11)),
                ('attendance', models.CharField(choices=[('expected', 'Expected'), ('attended', 'Was there'), ('apologies', 'Sent apologies'), ('absent', 'Was not there')], default='expected', max_length=9)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='supervision_attendee_once'), models.UniqueConstraint(condition=models.Q(('guest_email', ''), _negated=True), fields=('meeting', 'guest_email'), name='supervision_guest_once'), models.CheckConstraint(condition=models.Q(models.Q(('guest_email', ''), ('guest_name', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('guest_name', ''), _negated=True), models.Q(('guest_email', ''), _negated=True)), _connector='OR'), name='supervision_person_or_guest')],
            },
        ),
        migrations.CreateModel(
            name='OpeningRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.meeting')),
                ('kind', models.CharField(max_length=13)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('hours', models.PositiveSmallIntegerField()),
                ('sealed_until', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('asked', 'Waits for a second person'), ('opened', 'Opened'), ('declined', 'Declined')], default='asked', max_length=8)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['break_glass', 'investigation'])), name='supervision_request_by_two_kinds'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False), models.Q(('answered_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='supervision_request_answered_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='supervision.meeting')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('sample', "A manager's sample"), ('referral', 'Referred to HR or occupational health'), ('audit', 'Sampled by an audit'), ('inspection', 'Listed for an inspector'), ('break_glass', 'Opened by two administrators'), ('investigation', 'A recorded investigation')], max_length=13)),
                ('section', models.CharField(blank=True, help_text='The one class a referral is about.', max_length=10)),
                ('reason', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seconded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('sealed_until', models.DateField(blank=True, null=True)),
                ('consented_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['break_glass', 'investigation']), _negated=True), models.Q(('seconded_by__isnull', False), models.Q(('seconded_by', models.F('opened_by')), _negated=True)), _connector='OR'), name='supervision_opened_by_two'), models.CheckConstraint(condition=models.Q(('sealed_until', None), ('kind', 'investigation'), _connector='OR'), name='supervision_only_investigations_sealed'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='supervision_opening_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'inspection'), _negated=True), ('ends_at__isnull', False), _connector='OR'), name='supervision_inspection_has_end')],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='supervision.meeting')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.templateversion')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('shared', 'Shared, to be signed'), ('signed', 'Signed'), ('issued', 'Issued, unsigned')], default='draft', max_length=6)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('begun_at', models.DateTimeField()),
                ('shared_at', models.DateTimeField(blank=True, null=True)),
                ('supervisor_signed_at', models.DateTimeField(blank=True, null=True)),
                ('supervisor_signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervisee_signed_at', models.DateTimeField(blank=True, null=True)),
                ('supervisee_signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('locked_at', models.DateTimeField(blank=True, null=True)),
                ('shared_with', models.CharField(blank=True, choices=[('', 'Only me'), ('supervisor', 'My supervisor'), ('hr', 'Human resources or occupational health')], max_length=10)),
                ('needs_released_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'shared_at'], name='supervision_records_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('locked_at', None), ('shared_at', None), ('state', 'draft')), models.Q(('supervisor_signed_at', None), ('supervisor_signed_by', None)), models.Q(('supervisee_signed_at', None), ('supervisee_signed_by', None))), models.Q(('locked_at', None), ('shared_at__isnull', False), ('state', 'shared')), models.Q(models.Q(('locked_at__isnull', False), ('shared_at__isnull', False), ('state', 'signed')), models.Q(('supervisor_signed_at__isnull', False), ('supervisor_signed_by__isnull', False))), models.Q(models.Q(('locked_at__isnull', False), ('shared_at__isnull', False), ('state', 'issued')), models.Q(('supervisor_signed_at__isnull', False), ('supervisor_signed_by__isnull', False)), models.Q(('supervisee_signed_at', None), ('supervisee_signed_by', None))), _connector='OR'), name='supervision_record_state_whole'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('supervisor_signed_at', None), ('supervisor_signed_by', None)), models.Q(('supervisor_signed_at__isnull', False), ('supervisor_signed_by__isnull', False)), _connector='OR'), models.Q(models.Q(('supervisee_signed_at', None), ('supervisee_signed_by', None)), models.Q(('supervisee_signed_at__isnull', False), ('supervisee_signed_by__isnull', False)), _connector='OR')), name='supervision_record_signatures_named'), models.CheckConstraint(condition=models.Q(('supervisor_signed_by', None), ('supervisee_signed_by', None), models.Q(('supervisor_signed_by', models.F('supervisee_signed_by')), _negated=True), _connector='OR'), name='supervision_record_two_signatories')],
            },
        ),
        migrations.CreateModel(
            name='AgendaPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='supervision.meeting')),
                ('text', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['meeting', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecordRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='supervision.meeting')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('capacity', models.CharField(max_length=20)),
                ('way', models.CharField(max_length=14)),
                ('sections', models.CharField(max_length=60)),
                ('opening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='supervision.opening')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RecordDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', foundation.protected_text.fields.ProtectedJSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(blank=True, null=True)),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='supervision.record')),
                ('part', models.CharField(choices=[('supervisor', 'Of who led the meeting'), ('supervisee', 'Of who was supervised')], max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'part'), name='supervision_one_draft_each')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='supervision.record')),
                ('section_id', models.CharField(help_text="Of the form's version.", max_length=64)),
                ('number', models.PositiveSmallIntegerField()),
                ('visibility', models.CharField(max_length=10)),
                ('answers', foundation.protected_text.fields.ProtectedJSONField(blank=True, default=dict)),
                ('disposed_under', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['record', 'number'],
                'constraints': [models.UniqueConstraint(fields=('record', 'section_id'), name='supervision_section_once'), models.UniqueConstraint(fields=('record', 'number'), name='supervision_section_in_order'), models.CheckConstraint(condition=models.Q(('visibility__in', ['management', 'case', 'learning', 'personal', 'wellbeing'])), name='supervision_section_class')],
            },
        ),
        migrations.CreateModel(
            name='RecordWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_words', to='supervision.record')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('disagreement', 'I see this differently'), ('addendum', 'Added later')], max_length=12)),
                ('visibility', models.CharField(help_text='The class of what it is about: read by the same people.', max_length=10)),
                ('text', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('disposed_under', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['record', 'at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('visibility__in', ['management', 'case', 'learning', 'personal', 'wellbeing'])), name='supervision_word_class')],
            },
        ),
        *(migrations.RunSQL(*guard) for guard in GUARDS),
        migrations.RunSQL(SECTIONS, SECTIONS_BACK),
    ]
