"""Protected text: nothing readable in the database, keys that rotate, bytes that were tampered with."""

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from foundation.protected_text import sealing
from foundation.protected_text.fields import NeverWrittenOut, ProtectedJSONField, ProtectedTextField
from foundation.protected_text.guards import append_only
from foundation.protected_text.rotation import protected_fields, reseal
from foundation.protected_text.sealing import CannotOpen, seal, unseal

pytestmark = pytest.mark.django_db
WORDS = "Quillon said that he felt proud of the visit – and tired."
ANSWERS = {"elicit": WORDS, "support": 7, "parts": ["one", "two"]}


@pytest.fixture
def note():
    """A model of this test alone, with a table of its own."""
    with isolate_apps("foundation") as registry:

        class Note(models.Model):
            title = models.CharField(max_length=20, default="t")
            words = ProtectedTextField()
            answers = ProtectedJSONField()

            class Meta:
                app_label = "foundation"

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        Note.registry = registry
        yield Note


def dump(model):
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} TO STDOUT") as copied:
        return b"".join(bytes(each) for each in copied)


def raw(row, column="words"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def fields_of(model):
    return protected_fields(model.registry)


def rotate(model, batch=2):
    done = [progress for field in fields_of(model) for progress in reseal(field, batch=batch)]
    return {progress.label.split(".")[-1]: progress for progress in done}


def test_what_is_written_comes_back(note):
    pk = note.objects.create(words=WORDS, answers=ANSWERS).pk
    read = note.objects.get(pk=pk)
    assert (read.words, read.answers) == (WORDS, ANSWERS)
    assert list(note.objects.values_list("words", flat=True)) == [WORDS]


def test_nothing_is_kept_of_nothing(note):
    row = note.objects.create()
    assert (raw(row), raw(row, "answers")) == (b"", b"")
    assert (note.objects.get().words, note.objects.get().answers) == ("", {})


def test_a_dump_of_the_table_holds_no_readable_text(note):
    note.objects.create(words=WORDS, answers=ANSWERS)
    dumped = dump(note).lower()
    for word in (b"quillon", b"proud", b"visit", b"elicit", WORDS.encode().hex().encode()):
        assert word not in dumped


def test_the_same_words_are_other_bytes_each_time(note):
    assert raw(note.objects.create(words=WORDS)) != raw(note.objects.create(words=WORDS))


def test_many_rows_written_and_changed_at_once_are_sealed(note):
    rows = note.objects.bulk_create([note(words=f"{WORDS}{n}") for n in range(3)])
    for row in rows:
        row.words += "!"
    note.objects.bulk_update(rows, ["words"])
    note.objects.filter(pk=rows[0].pk).update(words="set")
    assert b"proud" not in dump(note)
    assert [each.words for each in note.objects.order_by("pk")] == ["set", f"{WORDS}1!", f"{WORDS}2!"]


@pytest.mark.parametrize("lookup", ["words", "words__icontains", "words__in", "answers"])
def test_it_cannot_be_filtered_by(note, lookup):
    with pytest.raises(FieldError):
        note.objects.filter(**{lookup: "x"})


def test_serialisers_get_nothing(note):
    from django.core import serializers

    with pytest.raises(NeverWrittenOut):
        serializers.serialize("json", [note(words=WORDS)])


def test_an_older_key_opens_and_the_newest_seals(note, settings):
    old = note.objects.create(words=WORDS)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    new = note.objects.create(words="new")
    assert {each.words for each in note.objects.all()} == {WORDS, "new"}
    assert raw(old)[: sealing.HEAD] != raw(new)[: sealing.HEAD] == sealing.newest_head()


def test_rotation_seals_everything_again_and_the_old_key_may_go(note, settings):
    for n in range(5):
        note.objects.create(words=f"{WORDS}{n}", answers=ANSWERS)
    note.objects.create()
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    done = rotate(note)
    assert [(each.total, each.done, each.unopened) for each in done.values()] == [(5, 5, ()), (5, 5, ())]
    settings.FIELD_KEYS = ["a-newer-key"]
    assert [each.words for each in note.objects.order_by("pk")] == [f"{WORDS}{n}" for n in range(5)] + [""]
    assert all(each.total == 0 for each in rotate(note).values())


def test_a_rotation_cut_short_goes_on_where_it_was(note, settings):
    for _ in range(5):
        note.objects.create(words=WORDS)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    steps = reseal(fields_of(note)[0], batch=2)
    assert [next(steps).done, next(steps).done] == [0, 2]
    steps.close()
    assert rotate(note)["words"].total == 3


def test_words_written_while_keys_rotate_are_kept(note, settings):
    row = note.objects.create(words=WORDS)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    from foundation.protected_text import rotation

    field = fields_of(note)[0]
    batch = rotation._next(field, None, 10)
    note.objects.filter(pk=row.pk).update(words="written meanwhile")
    rotation._seal_again(field, batch, rotation.Progress("x", 1))
    assert note.objects.get().words == "written meanwhile"


def test_with_a_wrong_key_it_says_so_and_loses_nothing(note, settings):
    row, right = note.objects.create(words=WORDS), settings.FIELD_KEYS
    before = raw(row)
    settings.FIELD_KEYS = ["quite-another-key"]
    with pytest.raises(CannotOpen, match="not among FIELD_KEYS"):
        note.objects.get()
    done = rotate(note)["words"]
    assert (done.total, done.unopened) == (1, (row.pk,))
    assert raw(row) == before
    settings.FIELD_KEYS = right
    assert note.objects.get().words == WORDS


@pytest.mark.parametrize("place", [0, 3, sealing.HEAD, sealing.HEAD + sealing.NONCE, -1])
def test_one_changed_byte_is_refused(place):
    sealed = bytearray(seal(WORDS))
    sealed[place] ^= 1
    with pytest.raises(CannotOpen) as refusal:
        unseal(bytes(sealed))
    assert WORDS not in str(refusal.value)


def test_bytes_cut_short_are_refused():
    for length in range(1, len(seal(WORDS))):
        with pytest.raises(CannotOpen):
            unseal(seal(WORDS)[:length])


def test_a_guarded_row_cannot_change_but_rotates(note, settings):
    with connection.cursor() as cursor:
        cursor.execute(append_only(note._meta.db_table, "It's never changed.", sealed=["words", "answers"])[0])
    row = note.objects.create(words=WORDS, answers=ANSWERS)
    for change in ({"words": "x"}, {"title": "x"}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            note.objects.filter(pk=row.pk).update(**change)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    rotate(note)
    settings.FIELD_KEYS = ["a-newer-key"]
    assert note.objects.get().words == WORDS
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL academy.resealing = 'on'")
    for refused in (lambda: note.objects.update(title="x"), lambda: note.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            refused()


def test_what_would_leak_or_mislead_is_refused_by_the_checks():
    from wagtail.models import RevisionMixin

    with isolate_apps("foundation"):

        class Loose(RevisionMixin, models.Model):
            words = ProtectedTextField(db_index=True)

            class Meta:
                app_label = "foundation"
                ordering = ["-words"]

        texts = [each.msg for each in Loose._meta.get_field("words").check()]
    assert len(texts) == 3
