"""Putting somebody on a pathway by a form: managers their people, coordinators anybody they see."""

import pytest

from courses.models import Enrolment
from tests.courses.test_pathways import house, published
from tests.factories.workforce import RoleGrantFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["house"]


def test_a_manager_puts_somebody_on_a_pathway_from_the_teams_page(client, house):
    extra = published("extra", audiences=())
    sign_in(client, house["manager"].user)
    address = f"/team/pathways/people/{house['worker'].public_id}/"
    assert address in client.get("/team/pathways/").text
    page = client.get(address).text
    assert (">Extra<" in page, ">Social<" in page) == (True, False)
    assert "Choose a pathway" in client.post(address, {}).text
    assert client.post(address, {"pathway": extra.pk}).headers["location"] == "/team/pathways/"
    row = Enrolment.objects.get(person=house["worker"], pathway=extra)
    assert (row.how, row.enrolled_by) == (Enrolment.How.MANAGER, house["manager"].user)
    assert "not offered to them" in client.post(address, {"pathway": extra.pk}).text
    assert Enrolment.objects.filter(pathway=extra).count() == 1


def test_a_coordinator_does_so_from_the_list_of_people_on_none(client, house):
    extra = published("extra", audiences=())
    coordinator = RoleGrantFactory().user
    sign_in(client, coordinator)
    address = f"/team/pathways/people/{house['manager'].public_id}/"
    assert address in client.get("/pathways/without/").text
    assert client.post(address, {"pathway": extra.pk}).headers["location"] == "/pathways/without/"
    assert Enrolment.objects.get(pathway=extra).how == Enrolment.How.COORDINATOR


def test_nobody_else_finds_that_page(client, house):
    address = f"/team/pathways/people/{house['worker'].public_id}/"
    assert "/accounts/login/" in client.get(address).headers["location"]
    for user in (house["worker"].user, staff("colleague@example.org", team=None).user):
        sign_in(client, user)
        assert client.get(address).status_code == 404
        assert client.post(address, {"pathway": house["pathway"].pk}).status_code == 404
    sign_in(client, house["manager"].user)
    assert client.get("/team/pathways/people/6f9619ff-8b86-4011-b42d-00c04fc964ff/").status_code == 404
    assert client.put(address).status_code == 405
