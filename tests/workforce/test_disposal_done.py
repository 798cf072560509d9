"""Doing what two people confirmed: lists, files, what stops half-way, what stays (DESIGN 4 "Disposal")."""

import datetime
import threading

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.files.base import ContentFile
from django.db import connection

from foundation.disposal import graves
from foundation.disposal.role import install
from foundation.models import ChangeLogEntry, FileRemoval, ImportedFile, ImportRun, PolicyValue, Tombstone
from foundation.slots import Disposer
from foundation.storage import private_storage
from tests.factories.disposal import AT, dispose, keeper, leaver, propose, second
from workforce import roles
from workforce.actions import disposal
from workforce.models import (
    AgreedAction,
    DataComplaint,
    Person,
    Post,
    SubjectRequest,
)

pytestmark = pytest.mark.django_db
DAY = AT.date()


def test_any_hold_stops_lists_that_may_speak_of_anybody():
    entry = ChangeLogEntry.objects.create(
        at=datetime.datetime(2019, 3, 4, tzinfo=datetime.UTC), verb="x", subject_type="y", subject_key="1", reason="Z"
    )
    hold = disposal.set_hold(person=leaver(), reason="Claim", by=keeper(), at=AT)
    with pytest.raises(disposal.DisposalRefused, match="legal hold"):
        propose(by=keeper(), batches=["workforce/change-log:2019-03-01"])
    disposal.ask_to_lift(hold=hold, reason="Settled", by=keeper(), at=AT)
    disposal.lift(hold=hold, by=second(), at=AT)
    dispose(batches=["workforce/change-log:2019-03-01"])
    entry.refresh_from_db()
    assert (entry.reason, entry.verb) == ("", "x")


def test_import_files_leave_the_store_after_the_commit_and_are_tried_again(monkeypatch):

    run = ImportRun.objects.create(started_at=datetime.datetime(2024, 3, 4, tzinfo=datetime.UTC), state="applied")
    file = ImportedFile.objects.create(run=run, name="people.csv", sha256="0" * 64)
    file.rejected_rows.save("rejected.csv", ContentFile(b"name\nX\n"))
    name = file.rejected_rows.name
    dispose(batches=["workforce/import-files:2024-03-01"])
    file.refresh_from_db()
    assert not file.rejected_rows
    assert private_storage().exists(name)
    monkeypatch.setattr(type(private_storage()), "delete", _refuse)
    with pytest.raises(OSError, match="busy"):
        disposal.remove_files(at=AT)
    monkeypatch.undo()
    assert disposal.remove_files(at=AT) == 1
    assert not private_storage().exists(name)
    assert FileRemoval.objects.get().tries == 2
    assert disposal.remove_files(at=AT) == 0


def _refuse(*args):
    raise OSError("busy")


def test_killed_half_way_it_goes_on_where_it_stopped(monkeypatch):
    install()
    people = [leaver() for _ in range(3)]
    listed = propose(*people, by=keeper())
    disposal.confirm(disposal=listed, by=second(), at=AT)
    names, real = [], graves.Grave.tombstone

    def dies(self, *, place, **values):
        names.extend([place] if place.startswith("person:") else [])
        if len(names) == 2:
            raise KeyboardInterrupt
        return real(self, place=place, **values)

    monkeypatch.setattr(graves.Grave, "tombstone", dies)
    with pytest.raises(KeyboardInterrupt):
        disposal.carry_on(disposal_id=listed.pk, clock=lambda: AT)
    done = listed.items.filter(state="done").count()
    assert done == 1
    assert Person.objects.filter(standing="removed", pk__in=[each.pk for each in people]).count() == done
    monkeypatch.undo()
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: AT)
    listed.refresh_from_db()
    assert (listed.state, listed.items.filter(state="done").count()) == ("done", 3)


def test_something_that_still_points_there_keeps_that_human_whole(monkeypatch):
    install()
    person, other = leaver(), leaver()

    def points(person_ids, grave):
        if person.pk in person_ids:
            grave.remove(Person.objects.filter(pk__in=person_ids))

    clumsy = Disposer("clumsy", lambda keys: (), points)
    monkeypatch.setattr("workforce.actions.disposal.doing.disposers", lambda: [clumsy])
    listed = propose(person, other, by=keeper())
    disposal.confirm(disposal=listed, by=second(), at=AT)
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: AT)
    states = dict(listed.items.values_list("person", "state"))
    assert states == {person.pk: "kept", other.pk: "done"}
    assert Person.objects.filter(pk=person.pk).exists()


def test_the_nameless_row_is_in_no_list_and_signs_in_nowhere():
    person = leaver(first_name="Greta", last_name="Gone")
    user = person.user
    dispose(person)
    user.refresh_from_db()
    person.refresh_from_db()
    assert (person.user, person.standing, user.is_active) == (None, "removed", False)
    assert "Greta" not in f"{person.full_name}{user.display_name}{user.email}"
    hr = keeper("hr@example.org", "hr")
    assert not Person.objects.visible_to(hr, DAY).filter(pk=person.pk).exists()
    post = Post.objects.get(person=person)
    assert (post.job_title, post.line_manager) == ("Social worker", None)
    assert Tombstone.objects.filter(place=f"person:{person.public_id}").exists()


@pytest.mark.django_db(transaction=True)
def test_two_confirm_at_once_and_it_is_done_once():
    install()
    listed = propose(leaver(), by=keeper())
    others = [second(), keeper("admin@example.org", roles.SYSTEM_ADMINISTRATOR)]
    said, gate = [], threading.Barrier(2)

    def press(user):
        gate.wait()
        try:
            disposal.confirm(disposal=listed, by=user, at=AT)
            said.append("confirmed")
        except disposal.DisposalRefused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(user,)) for user in others]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(said) == ["This has been decided already.", "confirmed"]


def test_a_list_is_left_where_the_period_was_made_longer_meanwhile():
    install()
    entry = ChangeLogEntry.objects.create(
        at=datetime.datetime(2019, 3, 4, tzinfo=datetime.UTC), verb="x", subject_type="y", subject_key="1", reason="Z"
    )
    first = keeper()
    listed = propose(by=first, batches=["workforce/change-log:2019-03-01"])
    disposal.confirm(disposal=listed, by=second(), at=AT)
    PolicyValue.objects.create(
        key="retention.change-log", starts_on=DAY, value=240, reason="An inquiry", created_at=AT, created_by=first
    )
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: AT)
    entry.refresh_from_db()
    assert entry.reason == "Z"
    assert listed.items.get().problem.startswith("It is no longer due")


def test_what_somebody_asked_to_see_and_complained_of_goes_with_the_name():
    person = leaver()
    asked = SubjectRequest.objects.create(
        person=person,
        kind="own",
        state="expired",
        opened_by=person.user,
        opened_at=AT,
        received_on=DAY,
        due_on=DAY,
    )
    asked.steps.create(what="asked for", note="By letter", at=AT)
    DataComplaint.objects.create(
        person=person, words="You hold too much", made_at=AT, made_by=person.user, acknowledge_by=DAY
    )
    dispose(person)
    assert DataComplaint.objects.get().words == "Removed"
    assert SubjectRequest.objects.get().steps.get(what="asked for").note == ""


def test_an_agreed_action_leaves_a_tombstone():
    person = leaver()
    action = AgreedAction.objects.create(
        owner=person, text="Ring the school", visibility="management", source="test:1", agreed_at=AT
    )
    dispose(person)
    assert not AgreedAction.objects.exists()
    stone = Tombstone.objects.get(place=f"action:{action.public_id}")
    assert stone.record_class == "agreed-actions"


def test_a_sign_in_through_the_council_is_forgotten():
    person = leaver()
    SocialAccount.objects.create(user=person.user, provider="oidc", uid="1", extra_data={"name": "Greta Gone"})
    dispose(person)
    assert not SocialAccount.objects.exists()
