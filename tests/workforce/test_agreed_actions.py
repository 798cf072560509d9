"""Agreed actions: agreed once, settled once, carried with their readers, read by nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from foundation.models import ChangeLogEntry
from tests.factories.agreed_actions import WORDS, agreed, somebody
from tests.factories.workforce import RoleGrantFactory, staff
from workforce import roles
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import ActionRefused, NotYoursToSettle, Reader
from workforce.models import ActionEvent, AgreedAction

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAY = date(2026, 11, 30)


def events(action):
    return list(action.events.values_list("kind", flat=True))


def test_an_action_is_agreed_and_noted():
    owner, helper = somebody(), somebody()
    action = agreed(owner, helper=helper, at=AT)
    assert (action.state, action.text, action.due_on) == ("open", WORDS, DAY + timedelta(days=7))
    assert events(action) == ["agreed"]
    assert [(row.reader, row.may_settle, row.starts_on) for row in action.readers.all()] == [(helper, True, DAY)]


def test_the_same_source_again_makes_nothing_new():
    first = agreed(source="test:meeting:1", at=AT)
    assert agreed(source="test:meeting:1", text="other words", at=AT) == first
    assert ActionEvent.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_an_action_needs_words_and_not_too_many(text):
    with pytest.raises(ActionRefused) as refusal:
        agreed(text=text)
    assert refusal.value.field == "text"


def test_done_with_what_shows_it():
    owner = somebody()
    action = agreed(owner, at=AT)
    done = agreed_actions.close(action=action, evidence="The minutes", by=owner.user, at=AT)
    assert (done.state, done.evidence, done.settled_by, done.settled_at) == ("done", "The minutes", owner.user, AT)
    assert events(action) == ["agreed", "done"]


def test_not_done_needs_a_reason():
    owner = somebody()
    action = agreed(owner, at=AT)
    with pytest.raises(ActionRefused, match="Say why"):
        agreed_actions.say_why_not(action=action, reason=" ", by=owner.user, at=AT)
    agreed_actions.say_why_not(action=action, reason="The family moved", by=owner.user, at=AT)
    action.refresh_from_db()
    assert (action.state, action.why_not) == ("not_done", "The family moved")


def test_carried_on_it_keeps_owner_words_class_and_readers():
    owner, helper, other = somebody(), somebody(), somebody()
    action = agreed(owner, helper=helper, visibility="case", at=AT)
    new = agreed_actions.carry(
        action=action, due_on=None, source="test:b:1", readers=[Reader(other)], by=helper.user, at=AT
    )
    assert (new.owner, new.text, new.visibility, new.times_carried) == (owner, WORDS, "case", 1)
    assert {(row.reader, row.may_settle) for row in new.readers.all()} == {(helper, True), (other, False)}
    again = agreed_actions.carry(action=action, due_on=None, source="test:b:1", by=helper.user, at=AT)
    third = agreed_actions.carry(action=new, due_on=DAY, source="test:c:1", text="Sharper", by=owner.user, at=AT)
    assert (again, third.text, third.times_carried) == (new, "Sharper", 2)
    action.refresh_from_db()
    assert (action.state, events(action), events(third)) == ("carried", ["agreed", "carried"], ["carried_here"])


def settle(action, user):
    return (
        lambda: agreed_actions.close(action=action, by=user, at=AT),
        lambda: agreed_actions.say_why_not(action=action, reason="x", by=user, at=AT),
        lambda: agreed_actions.carry(action=action, due_on=None, source="test:x:1", by=user, at=AT),
    )


def test_nothing_is_settled_twice():
    owner = somebody()
    action = agreed(owner, at=AT)
    agreed_actions.close(action=action, by=owner.user, at=AT)
    for verb in settle(action, owner.user):
        with pytest.raises(ActionRefused, match="already: done"):
            verb()


def test_only_its_owner_and_who_agreed_it_settle_it():
    owner, reader = somebody(), somebody()
    action = agreed(owner, at=AT)
    agreed_actions.open_to(action=action, readers=[Reader(reader)], by=None, at=AT)
    for person in (reader, somebody()):
        for verb in settle(action, person.user):
            with pytest.raises(NotYoursToSettle):
                verb()


def test_who_reads_is_written_row_by_row_and_ends_by_the_day():
    owner, helper = somebody(), somebody()
    action = agreed(owner, helper=helper, at=AT)
    seen = lambda person, day: AgreedAction.objects.visible_to(person.user, day).exists()  # noqa: E731
    assert seen(owner, DAY)
    assert seen(helper, DAY)
    assert not seen(helper, DAY - timedelta(days=1))
    later = AT + timedelta(days=10)
    agreed_actions.close_to(action=action, people=[helper], by=None, at=later)
    assert seen(helper, DAY + timedelta(days=9))
    assert not seen(helper, DAY + timedelta(days=10))
    with pytest.raises(NotYoursToSettle):
        agreed_actions.close(action=action, by=helper.user, at=later)


def test_a_reader_named_and_taken_back_on_one_day_reads_nothing():
    helper = somebody()
    action = agreed(helper=helper, at=AT)
    agreed_actions.close_to(action=action, people=[helper], by=None, at=AT)
    assert not action.readers.exists()


@pytest.mark.parametrize("role", [roles.HR, roles.SYSTEM_ADMINISTRATOR, roles.COORDINATOR, roles.LEADER])
def test_no_role_opens_them(role):
    agreed(at=AT)
    assert not AgreedAction.objects.visible_to(RoleGrantFactory(role=role).user, DAY).exists()


def test_nor_does_being_the_line_manager():
    manager = staff("m@example.org")
    agreed(staff("w@example.org", manager=manager), at=AT)
    assert not AgreedAction.objects.visible_to(manager.user, DAY).exists()


def test_no_words_reach_the_log_or_the_database_in_the_clear():
    owner = somebody()
    action = agreed(owner, at=AT)
    agreed_actions.say_why_not(action=action, reason="Quillon was away", by=owner.user, at=AT)
    assert "Quillon" not in str([vars(entry) for entry in ChangeLogEntry.objects.all()])
    with connection.cursor() as cursor, cursor.copy("COPY workforce_agreedaction TO STDOUT") as copied:
        assert b"Quillon" not in b"".join(bytes(each) for each in copied)


def test_its_history_is_never_changed():
    agreed(at=AT)
    for change in (lambda: ActionEvent.objects.update(kind="done"), lambda: ActionEvent.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


@pytest.mark.parametrize("values", [{"state": "done"}, {"times_carried": 1}])
def test_the_database_refuses_half_a_state(values):
    agreed(at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedAction.objects.update(**values)


def test_field_keys_rotate_by_the_command(settings, capsys):
    action = agreed(at=AT)
    settings.FIELD_KEYS = ["a-newer-key", *settings.FIELD_KEYS]
    call_command("rotate_field_keys", "--batch", "1")
    said = capsys.readouterr()
    assert "1 texts sealed under the newest key" in said.out
    assert "workforce.agreedaction.text: 1 of 1" in said.err
    settings.FIELD_KEYS = ["a-newer-key"]
    assert AgreedAction.objects.get(pk=action.pk).text == WORDS


def test_what_no_key_opens_is_named_and_left(settings, capsys):
    action = agreed(at=AT)
    settings.FIELD_KEYS = ["another-key"]
    with pytest.raises(SystemExit) as ended:
        call_command("rotate_field_keys")
    assert ended.value.code == 1
    assert f"1 do not open and were left as they are: {action.pk}" in capsys.readouterr().err
