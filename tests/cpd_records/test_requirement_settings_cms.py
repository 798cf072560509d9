"""Coordinators add what is required of whom in the CMS; nothing there is rewritten."""

import pytest
from django.utils import timezone

from cpd_records.models import Requirement
from tests.factories.requirements import RequirementFactory, audience
from tests.factories.workforce import RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in
from workforce.actions.cms_groups import sync

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = staff("editor@example.org")
    RoleGrantFactory(user=person.user)
    sync_groups()
    sign_in(client, person.user)
    return person


def sync_groups():
    sync(by=None, at=timezone.now(), on=timezone.localdate())


def entered(**changes):
    given = {
        "title": "Neglect",
        "code": "neglect",
        "why": "",
        "starts_on": "2030-01-01",
        "audiences": [str(audience().pk)],
        "course_codes": "la20, LA21",
        "first_due_days": "365",
        "lasts_months": "36",
        "window_months": "6",
        "basis": "completion",
        "anniversary_month": "",
        "anniversary_day": "",
    }
    return given | changes


def test_a_coordinator_adds_one(client, editor):
    assert client.post("/cms/requirements/new/", entered()).status_code == 302
    row = Requirement.objects.get()
    assert (row.course_codes, row.created_by) == (["LA20", "LA21"], editor.user)
    assert list(row.audiences.all()) == [audience()]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basis": "anniversary"}, "Enter a month from 1 to 12"),
        ({"anniversary_day": "3"}, "Leave month and day empty"),
        ({"lasts_months": "6"}, "enter fewer months"),
    ],
)
def test_what_the_database_would_refuse_is_said_in_words(client, editor, changes, words):
    assert words in client.post("/cms/requirements/new/", entered(**changes)).text
    assert not Requirement.objects.exists()


def test_a_second_setting_from_the_same_day_is_refused_with_everything_typed(client, editor):
    RequirementFactory(code="neglect", starts_on="2030-01-01")
    page = client.post("/cms/requirements/new/", entered(why="Because we said so")).text
    assert "Because we said so" in page
    assert Requirement.objects.count() == 1


def test_rows_are_listed_and_copied_and_never_changed(client, editor):
    row = RequirementFactory()
    page = client.get("/cms/requirements/").text
    assert "Safeguarding core" in page
    assert "Who is in date" in page
    assert "LA19" in client.get(f"/cms/requirements/copy/{row.pk}/").text
    assert client.get(f"/cms/requirements/edit/{row.pk}/").status_code == 302
    assert client.post(f"/cms/requirements/delete/{row.pk}/").status_code == 302
    assert Requirement.objects.count() == 1


def test_a_coordinator_of_one_team_sets_nothing(client):
    person = staff("some@example.org")
    RoleGrantFactory(user=person.user, team=TeamFactory())
    sync_groups()
    sign_in(client, person.user)
    assert client.post("/cms/requirements/new/", entered()).status_code == 302
    assert not Requirement.objects.exists()
