"""Who is told that somebody should stand in for a supervisor who is away, and what that costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.models import Cycle
from supervision.presenters.standing_in import proposals
from tests.factories.supervision import AgreementFactory
from tests.factories.workforce import AbsenceFactory, DeputyFactory, staff
from tests.signing_in import sign_in
from workforce.models import Person, User

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)
LONG_AWAY, JUST_AWAY = datetime.date(2026, 10, 1), datetime.date(2026, 11, 23)


@pytest.fixture
def above():
    return staff("above@example.org")


def supervisor(name, above, *, since=LONG_AWAY, people=2):
    """A supervisor who is away, with people whom they supervise by the line."""
    somebody = staff(f"{name}@example.org", manager=above, first_name=name, last_name="Away")
    AbsenceFactory(person=somebody, starts_on=since)
    for number in range(people):
        staff(f"{name}-{number}@example.org", manager=somebody)
    return somebody


def reports(somebody):
    return list(Person.objects.reporting_to_any([somebody.pk], TODAY).order_by("pk"))


def missed(person, *days, outcome="missed"):
    for day in days:
        Cycle.objects.create(
            person=person, starts_on=day - datetime.timedelta(days=28), due_on=day, counts_on=day, gap_days=28,
            last_good_on=day + datetime.timedelta(days=2), every="every 4 weeks", outcome=outcome,
        )  # fmt: skip


def day(month, number):
    return datetime.date(2026, month, number)


def found(user):
    """Asked afresh, as by the next request."""
    return proposals(User.objects.get(pk=user.pk), TODAY)


def test_one_and_three_away_cost_the_same_number_of_queries(above):
    for name in ("Ann", "Bea", "Cal"):
        somebody = supervisor(name, above)
        AgreementFactory(supervisee=reports(somebody)[0], supervisor=somebody, delegate=staff(f"{name}-d@e.org"))
        if name == "Ann":
            with CaptureQueriesContext(connection) as one:
                assert len(found(above.user)) == 1  # the user is one of the queries
    with CaptureQueriesContext(connection) as three:
        assert len(found(above.user)) == 3
    assert len(three) == len(one) == 13


def test_each_is_told_with_their_own_turns_and_the_delegates_their_agreements_name(above):
    ann, bea = supervisor("Ann", above, since=JUST_AWAY), supervisor("Bea", above)
    first, second = reports(ann)
    missed(first, day(11, 10), day(11, 24))
    missed(second, day(11, 10))
    missed(reports(bea)[0], day(11, 10), outcome="open")
    AgreementFactory(
        supervisee=first, supervisor=ann, delegate=staff("d@example.org", first_name="Dee", last_name="Gate")
    )
    told = {each.name: each for each in found(above.user)}
    assert [told["Ann Away"].waiting, told["Bea Away"].waiting] == [1, 1]
    assert "has missed a supervision" in told["Ann Away"].why
    assert "working days or more" in told["Bea Away"].why
    assert (told["Ann Away"].named, told["Bea Away"].named) == (("Dee Gate",), ())


def test_turns_from_before_they_went_and_whoever_somebody_else_supervises_are_nobodys_reason(above):
    ann = supervisor("Ann", above, since=JUST_AWAY)
    first, second = reports(ann)
    missed(first, day(11, 10))
    missed(second, day(11, 24))
    AgreementFactory(supervisee=second, supervisor=staff("other@example.org"))
    assert found(above.user) == []


def test_who_supervises_nobody_and_who_is_stood_in_for_are_left_out(above):
    supervisor("Ann", above, people=0)
    DeputyFactory(principal=supervisor("Bea", above))
    assert found(above.user) == []


@pytest.mark.parametrize(("kind", "ends_on", "told"), [
    ("deputy", datetime.date(2027, 1, 1), ["Ann Away"]),
    ("deputy", TODAY, []),
    ("delegate", datetime.date(2027, 1, 1), []),
])  # fmt: skip
def test_whoever_deputises_for_a_manager_and_manages_nobody_is_told_in_their_days(above, kind, ends_on, told):
    supervisor("Ann", above)
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=above, deputy=deputy, kind=kind, ends_on=ends_on)
    assert [each.name for each in found(deputy.user)] == told


def test_a_manager_who_deputises_too_is_told_of_both_and_a_stranger_of_neither(above):
    deputy, stranger = staff("deputy@example.org"), staff("stranger@example.org")
    supervisor("Ann", above)
    supervisor("Bea", deputy)
    supervisor("Cal", stranger)
    DeputyFactory(principal=above, deputy=deputy)
    assert sorted(each.name for each in found(deputy.user)) == ["Ann Away", "Bea Away"]
    assert [each.name for each in found(stranger.user)] == ["Cal Away"]
    assert found(staff("nobody@example.org").user) == []


def test_a_deputy_may_follow_the_link_on_the_page(client, above):
    ann = supervisor("Ann", above)
    deputy = staff("deputy@example.org")
    DeputyFactory(principal=above, deputy=deputy)
    sign_in(client, deputy.user)
    path = f"/people/{ann.public_id}/deputy/"
    assert path in client.get("/team/supervision/").content.decode()
    assert client.get(path).status_code == 200
