"""Coordinators add what registration bodies ask in the CMS; nothing there is rewritten."""

import pytest

from cpd_records.models import RegistrationRule
from tests.cpd_records.test_requirement_settings_cms import sync_groups
from tests.factories.workforce import RoleGrantFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NEW = "/cms/registration-rules/new/"


@pytest.fixture
def editor(client):
    person = staff("editor@example.org")
    RoleGrantFactory(user=person.user)
    sync_groups()
    sign_in(client, person.user)
    return person


def entered(**changes):
    row = RegistrationRule.objects.get(code="swe")
    names = [field.name for field in row._meta.fields if field.name not in ("id", "created_at", "created_by")]
    given = {name: getattr(row, name) for name in names}
    given = {name: ",".join(value) if isinstance(value, list) else value for name, value in given.items()}
    return {**given, "starts_on": "2027-12-01", "pieces": 3, "retired": "", **changes}


def test_a_coordinator_adds_a_figure_from_a_day(client, editor):
    assert client.post(NEW, entered()).status_code == 302
    row = RegistrationRule.objects.get(code="swe", pieces=3)
    assert (row.bodies, row.peer_pieces, row.created_by) == (["SWE"], 1, editor.user)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"peer_pieces": 4}, "enter no more than that"),
        ({"questions": "kind,mood"}, "no question called mood"),
        ({"prompt_day": ""}, "Enter both the month and the day"),
        ({"bodies": ""}, "Say whom it concerns"),
        ({"starts_on": "2017-04-01"}, "already exists"),
    ],
)
def test_refusals_stand_beside_their_fields(client, editor, changes, words):
    assert words in client.post(NEW, entered(**changes)).text
    assert RegistrationRule.objects.filter(code="swe").count() == 1


def test_nothing_is_rewritten_or_deleted(client, editor):
    row = RegistrationRule.objects.get(code="swe")
    assert "Social Work England" in client.get("/cms/registration-rules/").text
    for verb in ("edit", "delete"):
        client.post(f"/cms/registration-rules/{verb}/{row.pk}/", entered())
    assert list(RegistrationRule.objects.filter(code="swe").values_list("pieces", flat=True)) == [2]


def test_somebody_without_the_role_is_turned_away(client, editor):
    sign_in(client, staff("nobody@example.org").user)
    assert client.post(NEW, entered()).status_code in (302, 403)
    assert RegistrationRule.objects.filter(code="swe").count() == 1
