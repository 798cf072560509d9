"""The first content of the site: whole, told once, and nobody's words overwritten."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site

from cms.actions.content import ContentRefused, load_site
from cms.content.site import PAGES
from cms.models import ContentPage, FooterItem, HomePage, MainMenuItem, MethodologyPage, SiteWording
from foundation.models import AcademyImage, ChangeLogEntry
from tests.factories.cms import public_site
from workforce.models import User

ADDRESSES = ["/", *(f"/{spec.address}/" for spec in PAGES)]


def counts():
    models = (Page, MainMenuItem, FooterItem, AcademyImage, ChangeLogEntry)
    return [model.objects.count() for model in models]


def test_loading_twice_makes_nothing_the_second_time(home):
    before = counts()
    assert load_site(by=None, at=timezone.now()) == 0
    assert counts() == before


def test_what_an_editor_changed_stays(home):
    page = ContentPage.objects.get(slug="about")
    page.title = "About us"
    page.save_revision().publish()
    public_site()
    assert ContentPage.objects.get(slug="about").title == "About us"


def test_a_page_somebody_deleted_comes_back_alone(home):
    ContentPage.objects.get(slug="contact").delete()
    assert load_site(by=None, at=timezone.now()) == 1


def test_the_home_page_takes_the_place_of_wagtails_welcome(home):
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_the_three_approaches_stand_below_the_learning_approach(home):
    urls = [page.get_url() for page in MethodologyPage.objects.order_by("path")]
    assert urls == [
        "/learning-approach/signs-of-safety/",
        "/learning-approach/restorative-practice/",
        "/learning-approach/social-pedagogy/",
    ]


def pages(client):
    """Address and text of every page."""
    return [(address, client.get(address)) for address in ADDRESSES]


def test_every_page_answers_in_english_with_one_heading_and_a_description(home, client):
    for address, response in pages(client):
        html = response.content.decode()
        assert response.status_code == 200, address
        assert '<html lang="en-GB"' in html, address
        assert html.count("<h1") == 1, address
        assert re.search(r'<meta name="description" content="[^"]{20,}"', html), address


def test_no_page_has_an_id_twice(home, client):
    for address, response in pages(client):
        ids = re.findall(r'\bid="([^"]+)"', response.content.decode())
        assert len(ids) == len(set(ids)), address


def test_every_link_to_a_page_of_ours_leads_somewhere(home, client):
    links = {
        link
        for _, response in pages(client)
        for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', response.content.decode())
    }
    ours = [link for link in links if not link.startswith(("/courses/", "/accounts/", "/my/"))]
    assert [link for link in ours if client.get(link).status_code != 200] == []


def test_the_privacy_notice_lists_its_sections_and_names_the_cookies(home, client):
    html = client.get("/privacy/").content.decode()
    assert 'href="#cookies"' in html
    assert 'id="cookies"' in html
    assert "Information Commissioner" in html


def test_the_accessibility_statement_owns_up_to_untagged_pdfs(home, client):
    html = client.get("/accessibility/").content.decode()
    assert "partly compliant" in html
    assert "PDF documents" in html
    assert "Equality and Human Rights Commission" in html


def test_the_contact_page_shows_the_details_of_the_settings(home, client):
    html = client.get("/contact/").content.decode()
    assert "mailto:academy@example.org" in html
    assert "tel:01632960117" in html


def test_contact_details_that_are_there_stay(home):
    public_site(contact_email="other@example.org")
    assert SiteWording.load().contact_email == "academy@example.org"


def test_somebody_without_permission_is_refused(db):
    with pytest.raises(ContentRefused):
        load_site(by=User.objects.create(email="learner@example.org"), at=timezone.now())


def test_the_command_says_what_it_made_and_what_is_left_to_do(db, capsys):
    call_command("load_site_content")
    assert f"{len(ADDRESSES)} pages made" in capsys.readouterr().out


def test_each_approach_shows_its_picture_in_the_right_size(home, client):
    html = client.get("/learning-approach/signs-of-safety/").content.decode()
    source = re.search(r'<img [^>]*src="([^"]+fill-720x360[^"]*)"', html).group(1)
    assert client.get(source)["Content-Type"] == "image/png"
