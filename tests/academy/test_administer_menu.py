import pytest

from tests.factories.workforce import RoleGrantFactory, UserFactory
from tests.signing_in import sign_in
from workforce import roles

pytestmark = pytest.mark.django_db


def test_an_administrator_finds_imports_policies_and_messages(client):
    sign_in(client, RoleGrantFactory(role=roles.SYSTEM_ADMINISTRATOR).user)
    page = client.get("/policies/").content.decode()
    for address in ("/imports/", "/policies/", "/messages/"):
        assert f'href="{address}"' in page


def test_a_coordinator_who_reads_messages_is_shown_no_closed_doors(client):
    sign_in(client, RoleGrantFactory(role=roles.COORDINATOR).user)
    page = client.get("/messages/").content.decode()
    assert 'href="/imports/"' not in page
    assert 'href="/policies/"' not in page


def test_colleagues_have_no_such_entry(client):
    sign_in(client, UserFactory())
    assert "Administer" not in client.get("/courses/").content.decode()
