"""The style guide exists in demo mode only, and its pages pass axe."""

import pytest

from tests.browser.axe import assert_no_axe_violations


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/design/", "/design/form/", "/design/errors/404/"])
def test_outside_demo_mode_there_is_no_style_guide(client, settings, path):
    settings.ACADEMY_MODE = "live"
    assert b"Design of the Academy" not in client.get(path).content
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_sending_the_form_empty_names_each_field_and_links_to_it(client):
    html = client.post("/design/form/").content.decode()
    assert '<a href="#id_name">Enter your name</a>' in html
    assert '<a href="#id_starts_on-day">Enter the start date</a>' in html
    assert '<a href="#id_mode">' in html
    assert html.count("<title>Error: ") == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/design/", "/design/form/", "/design/errors/404/", "/design/errors/419/"])
def test_axe_finds_nothing(page, live_server, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + path)
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_axe_finds_nothing_among_the_errors_of_a_form(page, live_server):
    page.goto(live_server.url + "/design/form/")
    page.get_by_role("button", name="Send the form").click()
    page.wait_for_selector(".govuk-error-summary")
    assert_no_axe_violations(page)
    page.get_by_role("link", name="Enter the start date").click()
    assert page.evaluate("document.activeElement.id") == "id_starts_on-day"


@pytest.mark.django_db
def test_the_masthead_asks_the_database_nothing_about_a_visitor(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/design/")


@pytest.mark.browser
def test_axe_would_find_a_planted_fault(page, live_server):
    page.goto(live_server.url + "/design/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_no_axe_violations(page)
