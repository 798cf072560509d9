"""The CMS wears the Academy's mark."""

import pytest

from tests.courses.editors import coordinator, sign_in

pytestmark = pytest.mark.django_db


def test_the_cms_shows_the_academys_mark_and_colour(client):
    sign_in(client, coordinator())
    page = client.get("/cms/").content.decode()
    assert 'class="academy-admin-mark" src="/static/images/mark' in page
    assert "css/cms_admin" in page
    assert "wagtailadmin/images/favicon" not in page
    assert "Rotherham Learning Academy</title>" in page


def test_the_menu_of_the_cms_leads_back_to_the_desk(client):
    sign_in(client, coordinator())
    page = client.get("/cms/").content.decode()
    assert '"label": "Your desk"' in page
    assert '"url": "/desk/"' in page
