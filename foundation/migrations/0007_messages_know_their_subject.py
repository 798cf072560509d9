from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0006_messages_by_choice'),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE foundation_outboxmessage SET about = "
            "left(concat_ws(':', split_part(source, ':', 1), nullif(split_part(source, ':', 2), '')), 80)",
            migrations.RunSQL.noop,
        ),
    ]
