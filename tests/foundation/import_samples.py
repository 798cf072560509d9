"""Two small readers over foundation's own tables, to try import runs without any other room."""

from foundation.file_reader import Column
from foundation.import_runs import Counts, Reader
from foundation.models import Term, Vocabulary

STEPS = []


class Vocabularies(Reader):
    """vocabularies.csv"""

    name = "vocabularies"
    columns = (Column("code", "code", key=True, max_length=50), Column("name", required=True, max_length=80))

    def apply(self, rows, context):
        added = changed = unchanged = 0
        for row in rows:
            if row["name"] == "forbidden":
                context.reject(row, "name", "This name is taken: choose another.")
                continue
            if row["name"] == "explode":
                raise RuntimeError("a fault in a reader")
            known, new = Vocabulary.objects.get_or_create(code=row["code"].lower(), defaults={"name": row["name"]})
            added += new
            changed += not new and known.name != row["name"]
            unchanged += not new and known.name == row["name"]
            Vocabulary.objects.filter(pk=known.pk).update(name=row["name"])
        return Counts(added, changed, unchanged)


class Terms(Reader):
    """terms.csv"""

    name = "terms"
    depends_on = ("vocabularies",)
    columns = (
        Column("vocabulary", "code", key=True),
        Column("code", "code", key=True),
        Column("name", required=True),
    )

    def apply(self, rows, context):
        lists = {item.code: item for item in Vocabulary.objects.all()}
        added = 0
        for row in rows:
            if row["vocabulary"].lower() not in lists:
                context.reject(row, "vocabulary", "There is no such vocabulary.")
                continue
            if row["name"].startswith("="):
                context.warn(row, "name", "This looks like a formula.")
            added += Term.objects.get_or_create(
                vocabulary=lists[row["vocabulary"].lower()], code=row["code"].lower(), defaults={"name": row["name"]}
            )[1]
        return Counts(added=added, unchanged=len(rows) - added)


def first_step(run_id, now):
    STEPS.append("first")
    return "First step done."


def second_step(run_id, now):
    STEPS.append("second")
    if STEPS.count("second") == 1:
        raise RuntimeError("the machine went away")
    return "Second step done."
