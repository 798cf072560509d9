"""Organisations that learn beside the council: adding, changing, schools' stages, people without a log-in."""

import datetime

import pytest
from django.utils import timezone

from foundation import taxonomies
from foundation.models import ChangeLogEntry
from tests.courses.editors import sign_in
from tests.factories.workforce import OrganisationFactory, RoleGrantFactory, UserFactory, staff
from workforce import roles
from workforce.actions import organisations
from workforce.models import AttachmentStage, Organisation, Person

pytestmark = pytest.mark.django_db
LIST = "/people/organisations/"
NEW = {"name": "Nightingale Trust", "code": "nightingale", "kind": "health", "email_domain": "@Nightingale.example"}


def text(page):
    return page.content.decode()


@pytest.fixture
def coordinator(client):
    return sign_in(client, RoleGrantFactory(role=roles.COORDINATOR).user)


@pytest.fixture
def school():
    taxonomies.sync_shipped_terms()
    return OrganisationFactory(code="oak", name="Oak School", kind="school")


def stage(code):
    return taxonomies.terms(AttachmentStage.VOCABULARY, timezone.localdate()).get(code=code)


def enter(school, code, day, by=None):
    return organisations.enter_stage(organisation=school, stage=stage(code), starts_on=day, by=by, at=timezone.now())


def test_a_coordinator_adds_one_and_it_is_logged(client, coordinator):
    assert client.post(f"{LIST}new/", NEW).status_code == 302
    made = Organisation.objects.get(code="nightingale")
    assert (made.kind, made.email_domain) == ("health", "nightingale.example")
    assert ChangeLogEntry.objects.filter(verb="organisation added", actor=coordinator).count() == 1
    assert "Nightingale Trust" in text(client.get(LIST))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter a name"),
        ("code", "Not a slug!", "Use letters, numbers and hyphens only"),
        ("kind", "council", "Select a valid choice"),
        ("email_domain", "gmail.com", "Anybody can have an address there"),
        ("email_domain", "not a domain", "Enter a domain"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, coordinator, field, value, said):
    page = client.post(f"{LIST}new/", NEW | {field: value})
    assert page.status_code == 200
    assert said in text(page)
    assert not Organisation.objects.filter(code="nightingale").exists()


def test_two_organisations_share_no_short_name_and_no_domain(client, coordinator):
    client.post(f"{LIST}new/", NEW)
    assert "has this short name" in text(client.post(f"{LIST}new/", NEW))
    page = client.post(f"{LIST}new/", NEW | {"code": "other"})
    assert "Another organisation has this e-mail domain" in text(page)


def test_it_is_changed_and_retired(client, coordinator):
    client.post(f"{LIST}new/", NEW)
    sent = {
        "name": "Nightingale",
        "kind": "nursery",
        "retired_on-day": "1",
        "retired_on-month": "2",
        "retired_on-year": "2027",
    }
    assert client.post(f"{LIST}nightingale/", sent).status_code == 302
    made = Organisation.objects.get(code="nightingale")
    assert (made.name, made.kind, made.retired_on) == ("Nightingale", "nursery", datetime.date(2027, 2, 1))
    assert not Organisation.objects.filter(pk=made.pk).running(datetime.date(2027, 2, 1)).exists()


class TestTheLadder:
    @pytest.mark.parametrize("page", [LIST, f"{LIST}new/"])
    def test_strangers_colleagues_and_partners_are_turned_away(self, client, page, school):
        assert client.get(page).status_code == 302
        partner = UserFactory()
        RoleGrantFactory(user=partner, role=roles.PARTNER_ADMINISTRATOR, organisation=school)
        for user in (UserFactory(), staff("a@example.org").user, partner):
            sign_in(client, user)
            assert client.get(page).status_code == 403
            assert client.get(f"{LIST}oak/").status_code == 404

    def test_a_coordinator_of_one_organisation_keeps_that_one_only(self, client, school):
        OrganisationFactory(code="elm", name="Elm School", kind="school")
        sign_in(client, RoleGrantFactory(role=roles.COORDINATOR, organisation=school).user)
        assert "Elm School" not in text(client.get(LIST))
        assert client.get(f"{LIST}oak/").status_code == 200
        assert client.get(f"{LIST}elm/").status_code == 404
        assert client.get(f"{LIST}new/").status_code == 403

    def test_bad_name_and_wrong_method(self, client, coordinator):
        assert client.get(f"{LIST}nobody/").status_code == 404
        assert client.delete(LIST).status_code == 405

    def test_the_council_itself_is_not_on_the_list(self, client, coordinator):
        OrganisationFactory()
        assert client.get(f"{LIST}rmbc/").status_code == 404


class TestTheJourney:
    def test_a_new_stage_ends_the_one_before(self, school):
        today = timezone.localdate()
        enter(school, "interested", today - datetime.timedelta(days=30))
        enter(school, "training", today)
        rows = AttachmentStage.objects.order_by("starts_on").values_list("stage__code", "ends_on")
        assert list(rows) == [("interested", today), ("training", None)]

    def test_schools_are_counted_and_not_heads(self, school):
        today = timezone.localdate()
        for code in ("elm", "ash"):
            enter(OrganisationFactory(code=code, kind="school"), "training", today)
        enter(school, "practising", today)
        found = AttachmentStage.objects.schools_by_stage(today).values_list("stage__code", "schools")
        assert list(found) == [("training", 2), ("practising", 1)]

    def test_only_schools_and_no_day_to_come(self, school):
        with pytest.raises(organisations.OrganisationRefused, match="Only schools"):
            enter(OrganisationFactory(code="gp", kind="health"), "training", timezone.localdate())
        with pytest.raises(organisations.OrganisationRefused, match="a day that has come"):
            enter(school, "training", timezone.localdate() + datetime.timedelta(days=1))

    def test_is_entered_on_a_page(self, client, coordinator, school):
        day = timezone.localdate()
        sent = {"stage": stage("committed").pk, "starts_on-day": day.day, "starts_on-month": day.month}
        page = client.post(f"{LIST}oak/stage/", sent | {"starts_on-year": day.year})
        assert page.status_code == 302
        assert "Committed" in text(client.get(f"{LIST}oak/"))


def test_a_carer_is_entered_without_a_log_in(client, coordinator):
    OrganisationFactory(code="carers", name="Carers", kind="carers")
    sent = {"first_name": "Jo", "last_name": "Day", "email": "jo@example.org", "external_role": "foster_carer"}
    assert client.post(f"{LIST}carers/people/new/", sent).status_code == 302
    jo = Person.objects.get(work_email="jo@example.org")
    assert (jo.standing, jo.external_role, jo.user) == ("external", "foster_carer", None)
