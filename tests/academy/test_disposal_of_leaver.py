"""Disposal of one leaver, from the list to the tombstones (issue: must show)."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from academy.management.commands.check_invariants import _all_breaches
from courses.actions import registers
from courses.actions.registers.marking import Given
from courses.measures import costs
from courses.models import Booking, BookingEvent, Session, SessionTrainer
from cpd_records import past
from cpd_records.actions import entitlement
from cpd_records.models import Account, Certificate, CpdRecord, LedgerEntry, RequirementPeriod
from cpd_records.presenters.certificates import verification
from foundation import changelog, policies
from foundation.disposal.role import install
from foundation.models import ChangeLogEntry, ImportedFile, ImportIssue, ImportRun, OutboxMessage, Tombstone
from foundation.outbox import queue
from tests.factories.bookings import booked
from tests.factories.bookings import past as moved_back
from tests.factories.disposal import dispose, keeper, propose, second
from tests.factories.workforce import AbsenceFactory, RoleGrantFactory, UserFactory
from workforce.actions import disposal
from workforce.models import Absence, AbsenceTotal, Disposal, Person, Post, User
from workforce.records_permissions import NotForYou

pytestmark = pytest.mark.django_db
YEARS = datetime.timedelta(days=7 * 366)
SECRET = "Leonora Thistlewood"
"""The leaver's name: nowhere in the database afterwards."""


@pytest.fixture
def later():
    """Seven years from now: everything of today is due."""
    return timezone.now() + YEARS


@pytest.fixture
def gone(later):
    """Somebody who booked, came, was certified, and left."""
    booking = booked()
    person = booking.person
    person.first_name, person.last_name = SECRET.split()
    person.save()
    User.objects.filter(pk=person.user_id).update(display_name=SECRET)
    session = moved_back(booking)
    Session.objects.filter(pk=session.pk).update(cost_pence=12000)
    day = session.dates.get()
    registers.mark(
        session_id=session.pk,
        marks=[Given(booking.pk, day.pk, "present")],
        by=keeper_of(session),
        at=timezone.now(),
    )
    registers.close(session_id=session.pk, by=keeper_of(session), at=timezone.now())
    AbsenceFactory(person=person, starts_on=datetime.date(2026, 6, 1), ends_on=datetime.date(2026, 6, 8))
    changelog.record(by=person.user, at=timezone.now(), verb="wrote", subject=person, reason=f"{SECRET} asked")
    queue(
        kind="note",
        source="note:1",
        to=person.work_email,
        recipient=person.user,
        subject="Hello",
        body=f"Dear {SECRET}",
        at=timezone.now(),
    )
    run = ImportRun.objects.create(started_at=timezone.now(), state="applied")
    file = ImportedFile.objects.create(run=run, name="people.csv", sha256="0" * 64)
    ImportIssue.objects.create(file=file, severity="error", line=3, column="name", value=SECRET, reason="Odd name")
    ends = timezone.localdate() + datetime.timedelta(days=1)
    Post.objects.filter(person=person).update(ends_on=ends, end_type="left")
    keeper(), second()
    entitlement.reconcile(by=None, at=timezone.now())
    return person


def keeper_of(session):
    """Somebody who may take any register."""
    user = User.objects.filter(email="registers@example.org").first() or UserFactory(email="registers@example.org")
    if not user.role_grants.exists():
        RoleGrantFactory(user=user)
    return user


def figures():
    """Every figure of past years there is, person by person rows or not."""
    start = datetime.date(timezone.localdate().year - (timezone.localdate().month < 4), 4, 1)
    return {
        "ledger": past.ledger(),
        "learning": past.learning(),
        "cycles": past.cycles(),
        "costs": costs.by_session(Session.objects.all(), start),
        "states": list(Booking.objects.order_by("session", "state").values_list("session", "state")),
    }


def everything_as_text():
    """Each row of each table, as PostgreSQL writes it out."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')
            found += [(model._meta.label, text) for (text,) in cursor.fetchall()]
    return found


def test_entries_and_text_are_gone_and_tombstones_there(gone, later):
    code = Certificate.objects.get().code
    before, breaches = figures(), _all_breaches()[0]
    number = gone.employee_number
    assert LedgerEntry.objects.filter(account__person=gone).exists()
    done = dispose(gone, at=later)
    assert done.state == "done", list(done.items.values_list("state", "problem"))
    assert not LedgerEntry.objects.filter(account__person=gone).exists()
    for model in (Account, CpdRecord, RequirementPeriod, Booking, Absence):
        assert not model.objects.filter(person=gone).exists(), model
    assert not Certificate.objects.exists()
    named = [text for text in everything_as_text() if SECRET.split()[1] in text[1] or (number and number in text[1])]
    assert named == []
    stones = Tombstone.objects.all()
    assert {"ledger", "learning-record", "certificates", "attendance", "identity", "posts"} <= {
        stone.record_class for stone in stones
    }
    assert {stone.log_number for stone in stones} == {done.pk}
    assert all(len(stone.digest) == 64 for stone in stones)
    assert figures() == before
    assert _all_breaches()[0] == breaches == []
    assert verification(code, later.date()).state == "gone"


def test_the_invariants_command_agrees_and_the_clock_gives_nothing_back(gone, later, capsys):
    dispose(gone, at=later)
    entitlement.reconcile(by=None, at=later)
    assert not LedgerEntry.objects.filter(account__person=gone).exists()
    call_command("check_invariants")
    assert "0 breaches" in capsys.readouterr().out


def test_twice_changes_nothing(gone, later):
    done = dispose(gone, at=later)
    stones, totals = list(Tombstone.objects.values()), figures()
    disposal.carry_on(disposal_id=done.pk, clock=lambda: later)
    assert (list(Tombstone.objects.values()), figures()) == (stones, totals)
    with pytest.raises(disposal.DisposalRefused, match="not due"):
        propose(gone, by=keeper("third@example.org"), at=later)


def test_without_a_second_person_nothing_happens(gone, later):
    install()
    first = keeper()
    listed = propose(gone, by=first, at=later)
    with pytest.raises(NotForYou, match="second person"):
        disposal.confirm(disposal=listed, by=first, at=later)
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: later)
    assert LedgerEntry.objects.filter(account__person=gone).exists()
    assert Disposal.objects.get().state == "proposed"


def test_under_a_hold_nothing_is_proposed(gone, later):
    first = keeper()
    disposal.set_hold(person=gone, reason="Inquiry", by=first, at=later)
    with pytest.raises(disposal.DisposalRefused, match="legal hold"):
        propose(gone, by=first, at=later)


def test_a_hold_set_between_confirming_and_doing_stops_it(gone, later):
    install()
    first, other = keeper(), second()
    listed = propose(gone, by=first, at=later)
    disposal.confirm(disposal=listed, by=other, at=later)
    disposal.set_hold(person=gone, reason="Inquiry", by=first, at=later)
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: later)
    item = listed.items.get()
    assert (item.state, item.problem) == ("kept", "A legal hold was set before it was done.")
    assert LedgerEntry.objects.filter(account__person=gone).exists()
    gone.refresh_from_db()
    assert gone.full_name == SECRET


def test_somebody_who_came_back_is_not_disposed_of(gone, later):
    install()
    listed = propose(gone, by=keeper(), at=later)
    disposal.confirm(disposal=listed, by=second(), at=later)
    Post.objects.filter(person=gone).update(ends_on=None)
    disposal.carry_on(disposal_id=listed.pk, clock=lambda: later)
    assert listed.items.get().problem.startswith("It is no longer due")
    assert Person.objects.get(pk=gone.pk).full_name == SECRET


def test_letters_reasons_and_values_of_imports_are_reached(gone, later):
    dispose(gone, at=later)
    assert not OutboxMessage.objects.filter(body__contains="Thistlewood").exists()
    assert not ChangeLogEntry.objects.filter(reason__contains="Thistlewood").exists()
    issue = ImportIssue.objects.get()
    assert (issue.value, issue.reason, issue.line) == ("", "Removed with the person's records", 3)


def test_sessions_they_led_keep_no_name(gone, later):
    session = Session.objects.get()
    SessionTrainer.objects.create(session=session, person=gone, name=SECRET)
    dispose(gone, at=later)
    assert not SessionTrainer.objects.filter(name=SECRET).exists()


def test_absences_are_days_by_month(gone, later):
    dispose(gone, at=later)
    total = AbsenceTotal.objects.get()
    assert (total.month, total.reason, total.days) == (datetime.date(2026, 6, 1), "SIC", 7)


def test_an_attendance_list_of_somebody_who_stays_becomes_numbers(gone, later):
    Post.objects.filter(person=gone).update(ends_on=None)
    entitlement.reconcile(by=None, at=timezone.now())
    before = figures()["costs"], figures()["states"]
    old = timezone.now() + datetime.timedelta(days=4 * 366)
    (due,) = [
        each
        for each in disposal.batches_due(timezone.localdate(old), policies.book())
        if each.batch.record_class == "attendance"
    ]
    done = dispose(batches=[due.key], at=old)
    assert done.state == "done", list(done.items.values_list("state", "problem"))
    assert (figures()["costs"], figures()["states"]) == before
    assert not Booking.objects.filter(person=gone).exists()
    assert CpdRecord.objects.filter(person=gone).exists()
    assert not BookingEvent.objects.exclude(by=None).exists()
    assert _all_breaches()[0] == []


def test_a_list_passes_over_who_is_held(gone, later):
    old = timezone.now() + datetime.timedelta(days=4 * 366)
    first = keeper()
    due = [each for each in disposal.batches_due(timezone.localdate(old), policies.book()) if "attendance" in each.key]
    disposal.set_hold(person=gone, reason="Claim", by=first, at=old)
    done = dispose(batches=[due[0].key], by=first, at=old)
    assert done.state == "done"
    assert Booking.objects.filter(person=gone).exists()
