"""Reflections: written, shared, taken back, read; and nobody else's eyes."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cpd_records.actions import records, reflections
from cpd_records.actions.reflections.reading import NotShared
from cpd_records.agenda import reflections as agenda
from cpd_records.models import Reflection, ReflectionRead
from cpd_records.reflection_invariants import breaches
from foundation.models import ChangeLogEntry
from tests.factories.cpd_records import learning, record
from tests.factories.reflections import SECRET, shared, words, wrote
from tests.factories.workforce import ActingManagerFactory, DeputyFactory, PostFactory, RoleGrantFactory, staff
from workforce.models import ReadLog
from workforce.querysets.access import forget

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def manager():
    return staff("joseph@example.org")


@pytest.fixture
def alice(manager):
    return staff("alice@example.org", manager=manager)


def save(row, version, by, **more):
    return reflections.save(reflection_id=row.pk, words=words(**more), terms=[], version=version, by=by, at=NOW)


class TestWriting:
    def test_the_database_and_the_change_log_hold_no_word_of_it(self, alice):
        row = wrote(alice, title="Title of hers")
        with connection.cursor() as cursor:
            cursor.execute("SELECT title, learned FROM cpd_records_reflection WHERE id = %s", [row.pk])
            kept = b"".join(bytes(each) for each in cursor.fetchone())
        assert SECRET.encode() not in kept
        assert b"Title of hers" not in kept
        assert Reflection.objects.get(pk=row.pk).learned == SECRET
        logged = " ".join(str(vars(entry)) for entry in ChangeLogEntry.objects.all())
        assert SECRET not in logged
        assert SECRET not in str(row) + repr(row)

    def test_an_older_tab_never_overwrites_newer_words(self, alice):
        row = wrote(alice)
        save(row, 1, alice.user, learned="Newer")
        with pytest.raises(reflections.Stale) as conflict:
            save(row, 1, alice.user, learned="Older tab")
        assert conflict.value.current.learned == "Newer"
        assert Reflection.objects.get(pk=row.pk).learned == "Newer"

    def test_the_same_words_again_change_nothing(self, alice):
        row = wrote(alice)
        assert save(row, 99, alice.user).version == 1

    def test_a_second_press_finds_the_first(self, alice):
        key = uuid.uuid4()
        for _ in range(2):
            reflections.start(person_id=alice.pk, key=key, words=words(), by=alice.user, at=NOW)
        assert Reflection.objects.count() == 1

    def test_nobody_writes_in_another_name(self, alice, manager):
        with pytest.raises(reflections.NotYours):
            reflections.start(person_id=alice.pk, key=uuid.uuid4(), words=words(), by=manager.user, at=NOW)
        row = wrote(alice)
        with pytest.raises(reflections.NotYours):
            save(row, 1, manager.user, learned="Mine")
        for act in (reflections.unshare, reflections.remove):
            with pytest.raises(reflections.NotYours):
                act(reflection_id=row.pk, by=manager.user, at=NOW)

    def test_a_draft_is_removed_for_good_and_shared_words_are_not(self, alice):
        row = wrote(alice)
        for _ in range(2):
            reflections.remove(reflection_id=row.pk, by=alice.user, at=NOW)
        assert not Reflection.objects.exists()
        with pytest.raises(reflections.NotRemovable):
            reflections.remove(reflection_id=shared(alice).pk, by=alice.user, at=NOW)


def test_a_correction_takes_the_reflection_along(alice):
    first = record(alice)
    row = wrote(alice, record=first)
    records.withdraw(record=first, reason="Wrong minutes", by=None, at=NOW)
    second = records.add(person_id=alice.pk, learning=learning(minutes=222, credited_minutes=222), by=None, at=NOW)
    row.refresh_from_db()
    assert row.record == second
    assert ChangeLogEntry.objects.filter(verb="reflection.move").count() == 1


def test_a_correction_leaves_reflections_of_others_and_on_other_learning_alone(alice, manager):
    other = wrote(manager, record=record(manager))
    elsewhere = wrote(alice, record=record(alice, source="booking:2"))
    records.withdraw(record=record(alice), reason="Wrong", by=None, at=NOW)
    record(alice)
    assert {row.record_id for row in (other, elsewhere)} == set(
        Reflection.objects.filter(pk__in=[other.pk, elsewhere.pk]).values_list("record", flat=True)
    )


class TestSharing:
    def test_it_goes_to_the_manager_and_their_deputy_by_name(self, alice, manager):
        deputy = staff("deputy@example.org")
        DeputyFactory(principal=manager, deputy=deputy)
        delegate = staff("delegate@example.org")
        DeputyFactory(principal=manager, deputy=delegate, kind="delegate")
        row = shared(alice)
        assert set(row.readers.values_list("reader", "capacity")) == {
            (manager.pk, "Line manager"),
            (deputy.pk, f"Deputy, for {manager.full_name}"),
        }
        assert visible(manager) == visible(deputy) == [row]
        assert visible(delegate) == []

    def test_who_comes_to_be_in_charge_later_sees_nothing_old(self, alice, manager):
        row, later = shared(alice), staff("acting@example.org")
        ActingManagerFactory(person=alice, manager=later, starts_on=TODAY)
        assert visible(later) == []
        assert visible(manager) == [], "the acting manager's dates end the former manager's access"
        reflections.share(reflection_id=row.pk, on_agenda=False, by=alice.user, at=NOW)
        assert visible(later) == [row]

    def test_who_is_no_longer_in_charge_sees_nothing(self, alice, manager):
        shared(alice)
        alice.posts.update(line_manager=staff("new@example.org"))
        assert visible(manager) == []

    @pytest.mark.parametrize(
        "role",
        ["coordinator", "hr", "leader", "system_administrator", "asye_coordinator", "auditor", "records_manager"],
    )
    def test_no_role_opens_it(self, alice, role):
        shared(alice)
        somebody = staff("role@example.org")
        RoleGrantFactory(user=somebody.user, role=role)
        assert visible(somebody) == []

    def test_without_a_manager_it_stays_private(self):
        alone = staff("alone@example.org")
        row = wrote(alone)
        with pytest.raises(reflections.NobodyToRead, match="stays private"):
            reflections.share(reflection_id=row.pk, on_agenda=False, by=alone.user, at=NOW)
        assert Reflection.objects.get().state == "draft"

    def test_a_draft_is_the_writers_alone(self, alice, manager):
        wrote(alice)
        assert visible(manager) == []
        assert len(visible(alice)) == 1


def visible(person):
    forget(person.user)
    return list(Reflection.objects.visible_to(person.user, TODAY))


class TestReading:
    def read(self, row, by):
        return reflections.note_read(reflection_id=row.pk, by=by.user, at=NOW)

    def test_every_reading_is_noted_and_shown_to_the_writer(self, alice, manager):
        row = shared(alice)
        self.read(row, manager)
        self.read(row, manager)
        self.read(row, alice)
        assert ReflectionRead.objects.filter(reflection=row, reader=manager.user).count() == 2
        log = ReadLog.objects.visible_to(alice.user, TODAY)
        assert set(log.values_list("page", "reader")) == {("A reflection you shared", manager.user.pk)}

    def test_it_can_be_taken_back_until_it_was_read(self, alice, manager):
        row = shared(alice)
        reflections.unshare(reflection_id=row.pk, by=alice.user, at=NOW)
        with pytest.raises(NotShared):
            self.read(row, manager)
        reflections.share(reflection_id=row.pk, on_agenda=True, by=alice.user, at=NOW)
        self.read(row, manager)
        with pytest.raises(reflections.AlreadyRead, match="Joseph read it on"):
            reflections.unshare(reflection_id=row.pk, by=alice.user, at=NOW)
        assert Reflection.objects.get().state == "agenda"

    def test_the_log_of_readings_cannot_be_changed(self, alice, manager):
        row = shared(alice)
        self.read(row, manager)
        with pytest.raises(Exception, match="never changed or removed"):
            ReflectionRead.objects.update(at=NOW - timedelta(days=1))


class TestAgenda:
    def test_it_holds_what_was_put_there_and_no_word_of_it(self, alice, manager):
        first = record(alice)
        row = shared(alice, on_agenda=True, record=first)
        shared(alice)
        (item,) = agenda(alice.pk, manager.user, TODAY)
        assert (item.title, item.url) == (
            "Reflection: Signs of Safety: two-day",
            f"/team/cpd/reflections/{row.public_id}/",
        )
        assert SECRET not in str(item)
        assert [own.url for own in agenda(alice.pk, alice.user, TODAY)] == [f"/my/cpd/reflections/{row.public_id}/"]

    def test_a_stranger_gets_nothing(self, alice):
        shared(alice, on_agenda=True)
        stranger = staff("stranger@example.org")
        PostFactory(line_manager=stranger)
        assert list(agenda(alice.pk, stranger.user, date(2026, 11, 30))) == []


class TestInvariants:
    def test_all_hold_after_everything_people_do(self, alice, manager):
        wrote(alice)
        row = shared(alice, record=record(alice))
        reflections.note_read(reflection_id=row.pk, by=manager.user, at=NOW)
        assert list(breaches()) == []

    def test_each_breach_is_found(self, alice):
        lost, private = shared(alice), shared(alice, record=record(alice))
        lost.readers.all().delete()
        Reflection.objects.filter(pk=private.pk).update(state="draft", shared_at=None)
        type(private.record).objects.update(withdrawn_at=NOW, withdrawn_reason="Planted")
        records.add(person_id=alice.pk, learning=learning(), by=None, at=NOW)
        Reflection.objects.filter(pk=private.pk).update(record=private.record)
        assert {found.rule for found in breaches()} == {
            "a shared reflection names its readers",
            "a reflection follows its corrected record",
        }
