"""Audiences that editors left as they were shipped say more of whom they reach."""

from django.db import migrations

MORE = {
    "managers": (["management"], ["management", "line_manager"]),
    "residential-fostering": (["residential"], ["residential", "team:fa", "carer"]),
    "children-in-care": (["social_worker", "residential"], ["social_worker", "residential", "team:cl"]),
    "education": (["education"], ["education", "area:education", "organisation:school"]),
    "commissioning-performance": (["business_support", "other"], ["area:commissioning", "area:performance"]),
    "partners": ([], ["organisation:partner", "organisation:school", "organisation:voluntary"]),
}


def say_more(apps, schema_editor):
    terms = apps.get_model("foundation", "Term").objects.filter(vocabulary__code="audience")
    for code, (before, after) in MORE.items():
        terms.filter(code=code, matches=before).update(matches=after)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_term_matches")]

    operations = [migrations.RunPython(say_more, migrations.RunPython.noop)]
