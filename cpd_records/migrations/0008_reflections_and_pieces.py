import json
from datetime import UTC, date, datetime
from pathlib import Path


import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import foundation.protected_text.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.protected_text.guards import append_only

DATA = Path(__file__).parents[1] / "data" / "registration_rules.json"
FROM, MADE = date(2017, 4, 1), datetime(2026, 11, 30, tzinfo=UTC)
READINGS = append_only("cpd_records_reflectionread", "Who has read a reflection is never changed or removed.")


def ship_rules(apps, schema_editor):
    """What bodies ask, as the product ships it; a coordinator adds rows with later dates in the CMS."""
    rule = apps.get_model("cpd_records", "RegistrationRule")
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    rule.objects.bulk_create(rule(starts_on=FROM, created_at=MADE, **row) for row in rows)


class Migration(migrations.Migration):

    dependencies = [
        ('cpd_records', '0007_totals_without_people'),
        ('foundation', '0008_versioned_forms'),
        ('workforce', '0009_keys_to_the_api'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('happened_on', models.DateField()),
                ('learned', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('will_do', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('difference', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('has_difference', models.BooleanField(default=False, help_text='Whether the third question is answered.')),
                ('state', models.CharField(choices=[('draft', 'Private draft'), ('shared', 'Shared'), ('agenda', 'On the supervision agenda')], default='draft', max_length=6)),
                ('version', models.PositiveIntegerField(default=1)),
                ('started_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('shared_at', models.DateTimeField(blank=True, null=True)),
                ('first_read_at', models.DateTimeField(blank=True, help_text='By anybody else, since it was shared.', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='workforce.person')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='cpd_records.cpdrecord')),
                ('terms', models.ManyToManyField(blank=True, related_name='+', to='foundation.term')),
            ],
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rule_code', models.SlugField(max_length=40)),
                ('window_starts_on', models.DateField()),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('happened_on', models.DateField(blank=True, null=True)),
                ('activity', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('learned', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('impact', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('peer', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('complete', models.BooleanField(default=False)),
                ('with_peer', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('started_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('handed_in_on', models.DateField(blank=True, help_text='The worker says they gave it to the body.', null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registration_pieces', to='workforce.person')),
                ('terms', models.ManyToManyField(blank=True, related_name='+', to='foundation.term')),
                ('reflection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='cpd_records.reflection')),
            ],
        ),
        migrations.CreateModel(
            name='ReflectionRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('capacity', models.CharField(max_length=80)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='cpd_records.reflection')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReflectionReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(max_length=80)),
                ('added_at', models.DateTimeField()),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.person')),
                ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='cpd_records.reflection')),
            ],
        ),
        migrations.CreateModel(
            name='RegistrationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('starts_on', models.DateField(verbose_name='holds from')),
                ('title', models.CharField(max_length=120)),
                ('body_name', models.CharField(max_length=120, verbose_name='the body, as people call it')),
                ('why', models.CharField(blank=True, help_text='The rule in a sentence or two that people read.', max_length=400)),
                ('address', models.URLField(blank=True, verbose_name='where they hand it in themselves')),
                ('bodies', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), blank=True, default=list, help_text='Codes of the staff file: SWE, HCPC, NMC, TRA.', size=None, verbose_name='registered with')),
                ('audience_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Or of whom one of these is true, such as foster_carer.', size=None)),
                ('window', models.CharField(choices=[('year', 'A year that begins on the same day'), ('rolling', 'So many months up to today'), ('start', 'So many months from starting')], max_length=7)),
                ('year_month', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='year begins in month')),
                ('year_day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='on day')),
                ('window_months', models.PositiveSmallIntegerField(default=12, verbose_name='window in months')),
                ('prompt_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='reminders from month')),
                ('prompt_day', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(28)], verbose_name='reminders from day')),
                ('pieces', models.PositiveSmallIntegerField(default=0, verbose_name='written pieces')),
                ('peer_pieces', models.PositiveSmallIntegerField(default=0, verbose_name='of them with peer reflection')),
                ('minutes', models.PositiveIntegerField(default=0, verbose_name='minutes of learning')),
                ('participatory_minutes', models.PositiveIntegerField(default=0, verbose_name='of them with other people')),
                ('participatory_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text='Kinds of learning that count as with other people.', size=None)),
                ('learning', models.PositiveSmallIntegerField(default=0, verbose_name='pieces of learning that count')),
                ('course_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text='Learning that counts: these courses …', size=None)),
                ('learning_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text='… or anything of these kinds.', size=None)),
                ('standards', models.PositiveSmallIntegerField(default=0, verbose_name='standards to show')),
                ('vocabulary', models.SlugField(blank=True, verbose_name='taxonomy the standards are in')),
                ('questions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, help_text="The body's own order: kind, activity, date, learned, impact, peer.", size=None)),
                ('retired', models.BooleanField(default=False, verbose_name='no longer asked')),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['title', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='CpdPrompt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(choices=[('reflect', 'Asked to reflect, some hours after learning'), ('difference', 'Asked what difference it made, some months later'), ('year', 'Told what their registration year lacks'), ('peer', 'A colleague reminded that they were invited')], max_length=10)),
                ('subject', models.CharField(max_length=140)),
                ('sent_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cpd_prompts', to='workforce.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'mark', 'subject'), name='cpd_records_prompt_once')],
            },
        ),
        migrations.CreateModel(
            name='PeerInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(max_length=254)),
                ('capacity', models.CharField(max_length=120, verbose_name='how they know the practice')),
                ('note', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('digest', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('answered', 'Answered'), ('refused', 'Cannot do it'), ('revoked', 'Taken back')], default='asked', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, help_text='When the piece was first shown to them.', null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', foundation.protected_text.fields.ProtectedTextField(blank=True, default='')),
                ('used', models.BooleanField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('colleague', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='peer_invitations', to='workforce.person')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='cpd_records.piece')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('piece', 'email'), name='cpd_records_peer_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), ('answered_at__isnull', False)), models.Q(('state', 'answered'), _negated=True), _connector='OR'), name='cpd_records_peer_answered_when'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('used', None)), models.Q(('decided_at__isnull', False), ('used__isnull', False)), _connector='OR'), name='cpd_records_peer_decided_when')],
            },
        ),
        migrations.AddIndex(
            model_name='reflection',
            index=models.Index(fields=['person', '-happened_on'], name='cpd_records_reflections'),
        ),
        migrations.AddConstraint(
            model_name='reflection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_read_at', None), ('shared_at', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('shared_at__isnull', False)), _connector='OR'), name='cpd_records_reflection_shared_since'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(fields=['person', 'rule_code', 'window_starts_on'], name='cpd_records_pieces'),
        ),
        migrations.AddConstraint(
            model_name='piece',
            constraint=models.UniqueConstraint(condition=models.Q(('reflection__isnull', False), ('removed_at', None)), fields=('person', 'rule_code', 'window_starts_on', 'reflection'), name='cpd_records_piece_of_reflection_once'),
        ),
        migrations.AddConstraint(
            model_name='reflectionreader',
            constraint=models.UniqueConstraint(fields=('reflection', 'reader'), name='cpd_records_reflection_reader_once'),
        ),
        migrations.AddConstraint(
            model_name='registrationrule',
            constraint=models.UniqueConstraint(fields=('code', 'starts_on'), name='cpd_records_one_registration_rule_a_day'),
        ),
        migrations.AddConstraint(
            model_name='registrationrule',
            constraint=models.CheckConstraint(condition=models.Q(('peer_pieces__lte', models.F('pieces')), ('participatory_minutes__lte', models.F('minutes'))), name='cpd_records_registration_peers_within'),
        ),
        migrations.RunPython(ship_rules, migrations.RunPython.noop),
        migrations.RunSQL(*READINGS),
    ]
