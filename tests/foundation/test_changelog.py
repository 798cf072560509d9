"""The change log: evidence of who did what, never the values of personal text."""

from datetime import UTC, datetime

import pytest

from foundation import changelog
from foundation.models import ChangeLogEntry
from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_it_names_the_actor_the_row_and_the_fields():
    user, person = UserFactory(), PersonFactory()
    changelog.record(by=user, at=AT, verb="corrected", subject=person, fields=["work_email", "first_name"])
    entry = ChangeLogEntry.objects.get(verb="corrected")
    assert (entry.actor, entry.subject_type, entry.subject_key) == (user, "workforce.person", str(person.pk))
    assert entry.fields == ["first_name", "work_email"]


def test_the_system_is_named_when_no_person_acted():
    changelog.record(by=None, at=AT, verb="imported", subject=PersonFactory(), label="system: import")
    assert ChangeLogEntry.objects.get(verb="imported").actor_label == "system: import"


def test_it_holds_no_name_of_a_person():
    person = PersonFactory(first_name="Quillon", last_name="Featherstone")
    changelog.record(by=None, at=AT, verb="imported", subject=person, fields=["last_name"])
    entry = ChangeLogEntry.objects.get(verb="imported")
    assert "Featherstone" not in str(vars(entry))


def test_many_rows_take_few_statements(django_assert_max_num_queries):
    people = [PersonFactory() for _ in range(5)]
    with django_assert_max_num_queries(3):
        changelog.record_many(changelog.entry(by=None, at=AT, verb="imported", subject=each) for each in people)
