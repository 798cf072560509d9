"""Case text that left for the case system, and a child thought about in full within a supervision."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from foundation.protected_text.guards import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0001_first_release'),
        ('supervision', '0001_first_release'),
        ('workforce', '0002_first_release'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['record', 'at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='case_key',
            field=models.CharField(blank=True, db_default='', help_text='Keyed digest of the reference it is about.', max_length=64),
        ),
        migrations.AddField(
            model_name='meeting',
            name='within',
            field=models.ForeignKey(blank=True, help_text='Part of this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='supervision.meeting'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('case_key', ''), _negated=True), fields=('within', 'case_key'), name='supervision_case_within_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case_key', ''), ('within', None)), ('kind', 'case'), _connector='OR'), name='supervision_within_is_a_case'),
        ),
        migrations.AddField(
            model_name='casecopy',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casecopy',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_copies', to='supervision.record'),
        ),
        migrations.RunSQL(
            *append_only("supervision_casecopy", "That case text left for the case system is never changed or removed.")
        ),
    ]
