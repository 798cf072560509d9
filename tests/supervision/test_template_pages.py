"""What supervision asks, for everybody at work; the builder in the CMS for those who write it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from supervision.models import Template
from tests.factories.workforce import PersonFactory, RoleGrantFactory, UserFactory
from tests.signing_in import sign_in
from workforce import roles

pytestmark = pytest.mark.django_db
LIST, T1 = "/supervision/templates/", "/supervision/templates/t1/"


@pytest.fixture(autouse=True)
def _shipped():
    call_command("sync_taxonomies", verbosity=0)
    call_command("sync_templates", verbosity=0)


@pytest.fixture
def worker(client):
    return sign_in(client, PersonFactory(user=UserFactory()).user)


@pytest.fixture
def coordinator(client):
    user = RoleGrantFactory(role=roles.COORDINATOR).user
    call_command("sync_roles", verbosity=0)
    return sign_in(client, user)


def text(response):
    return response.content.decode()


def test_the_access_ladder(client):
    assert [client.get(url).status_code for url in (LIST, T1)] == [302, 302]
    sign_in(client, PersonFactory(user=UserFactory()).user)
    assert [client.get(url).status_code for url in (LIST, T1)] == [200, 200]
    assert [client.post(url).status_code for url in (LIST, T1)] == [405, 405]
    assert client.get("/supervision/templates/none/").status_code == 404
    assert client.get(f"{T1}?as=somebody").status_code == 200


def test_a_draft_is_not_shown(worker):
    Template.objects.filter(code="t1").update(live=False)
    assert client_status(worker, T1) == 404
    assert "/supervision/templates/t1/" not in text(worker.get(LIST))


def client_status(client, url):
    return client.get(url).status_code


def test_every_template_is_read_as_either_of_the_two(worker):
    for each in Template.objects.all():
        for reader in ("supervisee", "supervisor"):
            page = text(worker.get(f"{each.get_absolute_url()}?as={reader}"))
            assert "Would this be good enough" in page
    mine, theirs = (text(worker.get(f"/supervision/templates/t4/?as={who}")) for who in ("supervisee", "supervisor"))
    assert "The supervisor writes here" in mine
    assert "The supervisor writes here" not in theirs


def test_who_reads_stands_in_each_section(worker):
    page = text(worker.get("/supervision/templates/t6/"))
    assert page.count("Only you, unless you choose to share it.") == 3


def test_queries_do_not_grow_with_templates(worker, django_assert_max_num_queries):
    worker.get(LIST)
    with django_assert_max_num_queries(8):
        worker.get(LIST)
    with django_assert_max_num_queries(8):
        worker.get(T1)


def test_coordinators_edit_preview_and_compare_in_the_cms(coordinator):
    ours = Template.objects.get(code="t1")
    assert "Individual supervision" in text(coordinator.get(reverse("wagtailsnippets_supervision_template:list")))
    edit = coordinator.get(reverse("wagtailsnippets_supervision_template:edit", args=[ours.pk]))
    assert edit.status_code == 200
    assert "As the supervisor" in text(edit)
    versions = coordinator.get(reverse("supervision_template_versions", args=[ours.pk]))
    assert "The first version" in text(versions)
    delete = reverse("wagtailsnippets_supervision_template:delete", args=[ours.pk])
    assert coordinator.post(delete).status_code in (302, 403, 404)
    assert Template.objects.filter(pk=ours.pk).exists()


def test_nobody_else_reaches_the_builder(worker):
    ours = Template.objects.get(code="t1")
    for name, args in (("list", []), ("edit", [ours.pk])):
        assert worker.get(reverse(f"wagtailsnippets_supervision_template:{name}", args=args)).status_code == 302
    assert worker.get(reverse("supervision_template_versions", args=[ours.pk])).status_code in (302, 403)


@pytest.mark.parametrize("reader", ["supervisee", "supervisor"])
def test_a_draft_is_previewed_as_either(rf, reader):
    ours = Template.objects.get(code="t4")
    ours.title = "A draft"
    response = ours.serve_preview(_request(rf), reader)
    assert response.status_code == 200
    assert "A draft" in text(response)


def _request(rf):
    request = rf.get("/")
    request.user = PersonFactory(user=UserFactory()).user
    return request
