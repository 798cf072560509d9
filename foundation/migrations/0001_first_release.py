"""The foundation's tables as they were first released, with rows the database itself refuses to change or remove.

Everything third parties bring is migrated before: each change of a table of theirs would draw every model of ours
anew, which took a minute. The role of disposal belongs to the whole server; where it may not be made here,
`docs/operations.md` has the statements for whoever looks after the server. Tombstones are never changed or removed,
by that role neither.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import foundation.protected_text.fields
import foundation.storage
import foundation.stream_field
import modelsearch.index
import taggit.managers
import uuid
import wagtail.images.models
import wagtail.models.media
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from foundation.protected_text.guards import append_only

FORMS = "A published version of a form is never changed or removed: publish another."

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
    replaces = [
        ("foundation", "0001_initial"),
        ("foundation", "0002_import_progress_and_uploads"),
        ("foundation", "0003_message_retry"),
        ("foundation", "0004_term_matches"),
        ("foundation", "0005_audience_codes"),
        ("foundation", "0006_messages_by_choice"),
        ("foundation", "0007_messages_know_their_subject"),
        ("foundation", "0008_versioned_forms"),
        ("foundation", "0009_tombstones_and_the_role_of_disposal"),
        ("foundation", "0010_drafts_and_caring_words"),
    ]

    initial = True

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('sessions', '0001_initial'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
        ('workforce', '0001_users'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeLogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('actor_label', models.CharField(help_text="Who acted when no person did: 'system: import'.", max_length=80)),
                ('at', models.DateTimeField(db_index=True)),
                ('verb', models.CharField(max_length=60)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_key', models.CharField(max_length=80)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('reason', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_key', 'at'], name='foundation__subject_41c01a_idx')],
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
            name='FormTemplate',
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
                ('purpose', models.SlugField(help_text='What it is asked for. The programme finds the form by this.')),
                ('body', foundation.stream_field.QuietStreamField(blank=True)),
            ],
            options={
                'verbose_name': 'form',
                'ordering': ['title'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('queued', 'Waiting to start'), ('running', 'Running'), ('previewed', 'Previewed, nothing written'), ('applied', 'Applied'), ('rejected', 'Nothing written')], default='running', max_length=12)),
                ('strict', models.BooleanField(default=False)),
                ('preview', models.BooleanField(default=False)),
                ('progress', models.CharField(blank=True, max_length=255)),
                ('steps_done', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('applies', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='foundation.importrun')),
                ('message', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='CaringWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, help_text='The first day on which this no longer holds.', null=True)),
                ('phrase', models.CharField(help_text='As it is written most often: “abscond”.', max_length=80)),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Other forms of it, separated by commas: “absconded, absconding”.', size=None)),
                ('instead', models.CharField(help_text='What could be said, or done, instead.', max_length=160)),
                ('why', models.CharField(blank=True, max_length=160)),
                ('not_in', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Where it means something else, separated by commas: “contact number, in case”.', size=None, verbose_name='Not in')),
                ('source', models.CharField(choices=[('tact', 'TACT, Language that Cares (2019)'), ('council', 'Commonly added by councils'), ('own', 'Added by the Academy')], default='own', max_length=7)),
            ],
            options={
                'verbose_name': 'word of the language helper',
                'verbose_name_plural': 'words of the language helper',
                'ordering': ['phrase'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='foundation_caringword_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('phrase',), name='foundation_caring_word_once')],
            },
        ),
        migrations.CreateModel(
            name='AcademyImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('credit', models.CharField(blank=True, max_length=255)),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='AcademyDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_address', models.CharField(help_text='An e-mail address, or the number of a mobile telephone.', max_length=254)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('text', 'Text message')], default='mail', max_length=4)),
                ('kind', models.CharField(max_length=60)),
                ('source', models.CharField(help_text="What it is about, as a source key: 'booking:<id>:3'.", max_length=120)),
                ('about', models.CharField(db_index=True, default='', help_text="The thing in `source`: 'booking:<id>'.", max_length=80)),
                ('subject', models.CharField(max_length=255)),
                ('body', models.TextField()),
                ('calendar', models.TextField(blank=True, help_text='An iCalendar object to attach as text/calendar.')),
                ('calendar_method', models.CharField(blank=True, max_length=10)),
                ('message_id', models.CharField(max_length=255, unique=True)),
                ('urgent', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('attempting', 'Being sent'), ('sent', 'Sent'), ('failed', 'Not sent'), ('bundled', 'In a daily mail')], default='queued', max_length=12)),
                ('queued_at', models.DateTimeField(db_index=True)),
                ('not_before', models.DateTimeField(blank=True, help_text='When quiet hours end, or the daily mail is due.', null=True)),
                ('in_digest', models.BooleanField(default=False, help_text="Waits for the recipient's daily mail.")),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bundled', to='foundation.outboxmessage')),
                ('asks_reading', models.BooleanField(default=False, help_text='News of which we want to know that it was read.')),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('attempted_at', models.DateTimeField(blank=True, null=True)),
                ('retry_at', models.DateTimeField(blank=True, help_text='When to try again after a failure.', null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'sent'), _negated=True), fields=['state', 'queued_at'], name='foundation_message_unsent')],
                'constraints': [models.UniqueConstraint(fields=('source', 'kind', 'to_address'), name='foundation_message_once'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='foundation_message_sent_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('digest__isnull', False), ('state', 'bundled')), models.Q(models.Q(('state', 'bundled'), _negated=True), ('digest__isnull', True)), _connector='OR'), name='foundation_message_bundled_has_digest')],
            },
        ),
        migrations.CreateModel(
            name='PolicyValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=12)),
                ('reason', models.CharField(max_length=255)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['key', 'starts_on'],
                'constraints': [models.UniqueConstraint(fields=('key', 'starts_on'), name='foundation_one_policy_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MessagePreferences',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='message_preferences', to=settings.AUTH_USER_MODEL)),
                ('reminders', models.BooleanField(default=True)),
                ('digest_hour', models.PositiveSmallIntegerField(blank=True, help_text='Empty: each message at once.', null=True)),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_until', models.TimeField(blank=True, null=True)),
                ('texts', models.BooleanField(default=False, help_text='Urgent news also as a text message.')),
                ('mobile', models.CharField(blank=True, max_length=16)),
                ('mobile_proved_at', models.DateTimeField(blank=True, null=True)),
                ('mobile_asked', models.CharField(blank=True, max_length=16)),
                ('code_digest', models.CharField(blank=True, max_length=64)),
                ('code_until', models.DateTimeField(blank=True, null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='foundation_quiet_hours_whole'), models.CheckConstraint(condition=models.Q(('digest_hour__isnull', True), ('digest_hour__lte', 23), _connector='OR'), name='foundation_digest_hour_of_the_day'), models.CheckConstraint(condition=models.Q(models.Q(('mobile', ''), ('mobile_proved_at__isnull', True)), models.Q(models.Q(('mobile', ''), _negated=True), ('mobile_proved_at__isnull', False)), _connector='OR'), name='foundation_mobile_is_proved'), models.CheckConstraint(condition=models.Q(('texts', False), models.Q(('mobile', ''), _negated=True), _connector='OR'), name='foundation_texts_need_a_mobile')],
            },
        ),
        migrations.CreateModel(
            name='Vocabulary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('description', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'vocabularies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='MessageWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=255)),
                ('body', models.TextField(blank=True)),
                ('shipped', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'text of a letter',
                'verbose_name_plural': 'texts of letters',
                'ordering': ['kind', '-pk'],
                'indexes': [models.Index(fields=['kind', '-id'], name='foundation_wording_newest')],
            },
        ),
        migrations.CreateModel(
            name='PrivateDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', foundation.protected_text.fields.ProtectedJSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(blank=True, null=True)),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='private_drafts', to=settings.AUTH_USER_MODEL)),
                ('place', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['saved_at'], name='foundation_drafts_by_age')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'place'), name='foundation_one_draft_a_place')],
            },
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
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='foundation.importrun')),
                ('name', models.CharField(max_length=120)),
                ('sha256', models.CharField(max_length=64)),
                ('upload', models.FileField(blank=True, storage=foundation.storage.private_storage, upload_to='imports/uploads/%Y/%m/')),
                ('added', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('rejected_rows', models.FileField(blank=True, storage=foundation.storage.private_storage, upload_to='imports/rejected/')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('run', 'name'), name='foundation_file_once_a_run')],
            },
        ),
        migrations.CreateModel(
            name='AcademyRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='foundation.academyimage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='foundation_rendition_once')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vocabulary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='foundation.vocabulary')),
                ('code', models.SlugField()),
                ('name', models.CharField(max_length=120)),
                ('description', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('matches', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Codes of imported facts this stands for, such as role families for an audience.', size=None)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, help_text='The first day on which it may no longer be chosen.', null=True)),
            ],
            options={
                'ordering': ['vocabulary', 'position', 'name'],
                'constraints': [models.UniqueConstraint(fields=('vocabulary', 'code'), name='foundation_term_code_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='foundation_term_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ImportIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='foundation.importedfile')),
                ('severity', models.CharField(choices=[('error', 'Rejected'), ('warning', 'Warning')], max_length=7)),
                ('line', models.PositiveIntegerField(help_text='1 is the line of headings.')),
                ('column', models.CharField(blank=True, max_length=60)),
                ('value', models.CharField(blank=True, max_length=255)),
                ('reason', models.CharField(max_length=255)),
            ],
            options={
                'ordering': ['file', 'line', 'pk'],
            },
        ),
        migrations.RunSQL(*append_only("foundation_formversion", FORMS)),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
    ]
