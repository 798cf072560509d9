"""Who may propose, confirm, hold and lift; what is due; what stops half-way (DESIGN 4 "Disposal")."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from foundation import policies
from tests.factories.disposal import AT, LEFT, keeper, leaver, propose, second
from tests.factories.workforce import OrganisationFactory, PersonFactory, PostFactory, TeamFactory, UserFactory
from workforce import roles
from workforce.actions import disposal
from workforce.models import (
    Disposal,
    DisposalItem,
    LegalHold,
    Person,
    Post,
)
from workforce.records_permissions import NotForYou

pytestmark = pytest.mark.django_db
DAY = AT.date()
OTHERS = ["hr", "coordinator", "leader", "auditor", "board_reader", "inspector", "asye_coordinator", "editor"]


def due_keys(on=DAY):
    return [each.person_ids[0] for each in disposal.people_due(on, policies.book())]


def test_a_leaver_is_due_six_years_after_the_last_day_and_no_day_before():
    person = leaver(left=datetime.date(2020, 11, 30))
    book = policies.book()
    (before,) = disposal.people_due(datetime.date(2026, 11, 29), book)
    (then,) = disposal.people_due(datetime.date(2026, 11, 30), book)
    assert (before.person_ids, before.classes) == ((person.pk,), ("wishes",))
    assert {"ledger", "learning-record", "certificates", "identity", "wishes"} <= set(then.classes)


def test_somebody_who_works_here_under_another_record_is_not_due():
    person, again = leaver(), PersonFactory()
    PostFactory(person=again)
    Person.objects.filter(pk=again.pk).update(joined_into=person)
    assert due_keys() == []
    Post.objects.filter(person=again).update(ends_on=LEFT)
    assert due_keys() == [person.pk]


def test_somebody_without_a_post_is_not_due():
    PersonFactory()
    assert due_keys() == []


def test_a_partner_is_due_two_years_after_they_were_last_here():
    partner = OrganisationFactory(code="wath", kind="voluntary")
    user = UserFactory()
    user.last_login = AT - datetime.timedelta(days=365 * 3)
    user.save()
    type(user).objects.filter(pk=user.pk).update(date_joined=AT - datetime.timedelta(days=365 * 4))
    person = PersonFactory(organisation=partner, standing="external", employee_number=None, user=user)
    assert due_keys() == [person.pk]
    type(user).objects.filter(pk=user.pk).update(last_login=AT - datetime.timedelta(days=90))
    assert due_keys() == []


def test_a_partner_whose_last_day_here_nobody_knows_is_never_due():
    PersonFactory(organisation=OrganisationFactory(code="wath"), standing="external", employee_number=None)
    assert due_keys() == []


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_proposes_or_confirms(role):
    listed = propose(leaver(), by=keeper())
    other = keeper("other@example.org", role)
    with pytest.raises(NotForYou):
        propose(leaver(), by=other)
    with pytest.raises(NotForYou):
        disposal.confirm(disposal=listed, by=other, at=AT)
    with pytest.raises(NotForYou):
        disposal.withdraw(disposal=listed, reason="No", by=other, at=AT)
    with pytest.raises(NotForYou):
        disposal.set_hold(person=leaver(), reason="No", by=other, at=AT)


def test_a_records_manager_of_one_team_is_none_of_the_academy():
    user = keeper()
    user.role_grants.update(team=TeamFactory())
    with pytest.raises(NotForYou):
        propose(leaver(), by=user)


def test_a_system_administrator_may_be_the_second_person_and_not_the_first():
    listed, admin = propose(leaver(), by=keeper()), keeper("admin@example.org", roles.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotForYou):
        propose(leaver(), by=admin)
    assert disposal.confirm(disposal=listed, by=admin, at=AT).state == "confirmed"


def test_nobody_decides_about_themselves():
    person = leaver(left=datetime.date(2020, 6, 1))
    first = keeper()
    Person.objects.filter(user=first).update(joined_into=person)
    Post.objects.filter(person__user=first).update(ends_on=datetime.date(2020, 6, 1))
    listed = Disposal.objects.create(reason="x", proposed_by=second(), proposed_at=AT)
    DisposalItem.objects.create(disposal=listed, person=person, record_classes=["identity"], since=LEFT)
    admin = keeper("admin@example.org", roles.SYSTEM_ADMINISTRATOR)
    Person.objects.filter(user=admin).update(joined_into=person)
    with pytest.raises(NotForYou, match="about you"):
        disposal.confirm(disposal=listed, by=admin, at=AT)


def test_the_database_refuses_the_same_person_twice():
    user = keeper()
    with pytest.raises(IntegrityError, match="disposal_by_two"), transaction.atomic():
        Disposal.objects.create(
            state="confirmed", reason="x", proposed_by=user, proposed_at=AT, decided_by=user, decided_at=AT
        )


@pytest.mark.parametrize(
    ("people", "reason", "said"),
    [(0, "Review", "at least one"), (1, " ", "ground"), (201, "Review", "200 at a time")],
)
def test_a_proposal_has_a_size_and_a_ground(people, reason, said):
    first = keeper()
    with pytest.raises(disposal.DisposalRefused, match=said):
        disposal.propose(person_ids=list(range(10**9, 10**9 + people)), batch_keys=[], reason=reason, by=first, at=AT)


def test_what_waits_on_a_list_is_not_proposed_again():
    person, first = leaver(), keeper()
    propose(person, by=first)
    assert due_keys() == []
    with pytest.raises(disposal.DisposalRefused, match="waits on a list"):
        propose(person, by=first)


def test_what_was_withdrawn_can_be_proposed_again():
    person, first = leaver(), keeper()
    listed = propose(person, by=first)
    disposal.withdraw(disposal=listed, reason="Not now", by=first, at=AT)
    with pytest.raises(disposal.DisposalRefused, match="decided already"):
        disposal.confirm(disposal=listed, by=second(), at=AT)
    assert propose(person, by=first).state == "proposed"


def test_a_hold_over_a_team_covers_everybody_who_ever_worked_below_it():
    service = TeamFactory(code="CYPS")
    below = TeamFactory(code="LN1", version__parent=service)
    person = leaver()
    Post.objects.filter(person=person).update(team=below)
    disposal.set_hold(team=service, reason="Inquiry", by=keeper(), at=AT)
    with pytest.raises(disposal.DisposalRefused, match="legal hold"):
        propose(person, by=keeper())
    assert propose(leaver(), by=keeper()).items.count() == 1


def test_a_hold_over_a_class_stops_everybody_who_has_it():
    disposal.set_hold(record_class="ledger", reason="Audit of the books", by=keeper(), at=AT)
    with pytest.raises(disposal.DisposalRefused, match="legal hold"):
        propose(leaver(), by=keeper())


def test_a_hold_over_a_joined_record_covers_the_human():
    person, other = leaver(), leaver(user=False)
    Person.objects.filter(pk=other.pk).update(joined_into=person)
    other.refresh_from_db()
    disposal.set_hold(person=other, reason="Claim", by=keeper(), at=AT)
    assert {person.pk, other.pk} <= LegalHold.objects.held_people()


def test_one_sets_a_hold_and_two_lift_it():
    first, other = keeper(), second()
    hold = disposal.set_hold(person=leaver(), reason="Claim", by=first, at=AT)
    with pytest.raises(disposal.HoldRefused, match="first has to ask"):
        disposal.lift(hold=hold, by=other, at=AT)
    disposal.ask_to_lift(hold=hold, reason="Settled", by=first, at=AT)
    with pytest.raises(NotForYou, match="second person"):
        disposal.lift(hold=hold, by=first, at=AT)
    assert LegalHold.objects.in_force().exists()
    disposal.lift(hold=hold, by=other, at=AT)
    assert not LegalHold.objects.in_force().exists()
    with pytest.raises(disposal.HoldRefused, match="lifted already"):
        disposal.lift(hold=hold, by=other, at=AT)


def test_the_same_hold_set_twice_is_one():
    person = leaver()
    for _ in range(2):
        disposal.set_hold(person=person, reason="Claim", by=keeper(), at=AT)
    assert LegalHold.objects.count() == 1


@pytest.mark.parametrize(("over", "reason"), [({}, "Claim"), ({"record_class": "ledger"}, " ")])
def test_a_hold_needs_something_to_hold_and_a_reason(over, reason):
    with pytest.raises(disposal.HoldRefused):
        disposal.set_hold(**over, reason=reason, by=keeper(), at=AT)
