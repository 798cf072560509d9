"""Menus and wording that editors control; what a role brings stays."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import FooterItem, MainMenuItem, SiteMenus, SiteWording
from foundation import public_copies
from tests.factories.cms import content_page
from tests.factories.workforce import UserFactory


@pytest.fixture
def menus(small_home):
    return SiteMenus.load()


def shown(client, address="/?fresh"):
    public_copies._raise_generation()
    return client.get(address).content.decode()


def test_an_editors_item_is_in_the_menu_and_sign_in_stays(menus, client):
    MainMenuItem.objects.create(menus=menus, label="News", address="/news/")
    html = shown(client)
    assert 'href="/news/"' in html
    assert "Sign in" in html


def test_without_a_menu_the_site_has_its_own(small_home, client):
    html = shown(client)
    assert 'href="/courses/"' in html
    assert 'href="/privacy/"' in html


def test_an_item_follows_its_page_to_a_new_address(menus, small_home, client):
    page = content_page(small_home, title="Moving", slug="moving")
    MainMenuItem.objects.create(menus=menus, label="Moving", page=page)
    page.slug = "moved"
    page.save_revision().publish()
    assert 'href="/moved/"' in shown(client)


def test_an_item_of_an_unpublished_page_is_left_out(menus, small_home, client):
    page = content_page(small_home, title="Withdrawn", slug="withdrawn")
    MainMenuItem.objects.create(menus=menus, label="Withdrawn item", page=page)
    page.unpublish()
    assert "Withdrawn item" not in shown(client)


def test_signed_in_people_have_the_items_meant_for_them_after_those_of_their_role(menus, client):
    MainMenuItem.objects.create(menus=menus, label="For all", address="/all/", when_signed_in=True)
    MainMenuItem.objects.create(menus=menus, label="For visitors", address="/visitors/")
    client.force_login(UserFactory())
    html = shown(client)
    assert html.index("My learning") < html.index("For all")
    assert "For visitors" not in html


def test_the_footer_is_the_editors(menus, client):
    FooterItem.objects.create(menus=menus, label="Freedom of information", address="/foi/")
    assert "Freedom of information" in shown(client)


@pytest.mark.parametrize("target", ["both", "neither"])
def test_an_item_leads_to_one_thing(menus, small_home, target):
    item = MainMenuItem(menus=menus, label="Odd")
    if target == "both":
        item.page, item.address = small_home, "/x/"
    with pytest.raises(ValidationError, match="one of the two"):
        item.full_clean()


def test_the_guiding_question_is_worded_by_editors(small_home, client):
    SiteWording.objects.create(guiding_question="Would I want this for mine?")
    assert "Would I want this for mine?" in shown(client)


def test_a_visit_makes_no_rows(small_home, client):
    shown(client)
    assert not SiteWording.objects.exists()
    assert not SiteMenus.objects.exists()
