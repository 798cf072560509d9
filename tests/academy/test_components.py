"""Components and the base template with what pages give them."""

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

pytestmark = pytest.mark.django_db  # the editors' wording and menus are read for every page

PAGE = "components/pagination.html"


def get(path="/courses/?topic=neglect&page=3"):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request


def paginated(number, pages=12):
    page = Paginator(range(pages * 10), 10).get_page(number)
    return render_to_string(PAGE, {"page": page}, request=get())


def test_pagination_keeps_the_filters_of_the_address():
    assert 'href="?topic=neglect&amp;page=4"' in paginated(3)


def test_pagination_names_the_present_page():
    assert 'aria-label="Page 3" aria-current="page"' in paginated(3)


def test_the_first_page_leads_only_forward():
    assert 'rel="prev"' not in paginated(1)
    assert 'rel="next"' in paginated(1)


def test_one_page_needs_no_pagination():
    assert "<nav" not in paginated(1, pages=1)


def test_two_messages_do_not_share_an_id():
    class Message:
        level_tag = "success"
        message = "Saved"

    html = render_to_string("components/messages.html", {"messages": [Message(), Message()]})
    assert html.count('id="govuk-notification-banner-title"') == 1
    assert html.count('id="govuk-notification-banner-title-2"') == 1


def test_a_message_is_escaped():
    class Message:
        level_tag = messages.DEFAULT_TAGS[messages.ERROR]
        message = "<b>x</b>"

    assert "<b>" not in render_to_string("components/messages.html", {"messages": [Message()]})


def base(**context):
    return render_to_string("base.html", context, request=get())


def test_the_guiding_question_is_in_the_header():
    assert "“Would this be good enough for my child and family?”" in base()


def test_signed_out_the_menu_offers_courses_approach_and_sign_in():
    html = base()
    assert [label in html for label in ("Courses", "Learning approach", "Sign in")] == [True] * 3
    assert "Sign out" not in html


def test_the_present_section_is_marked():
    assert 'href="/courses/" aria-current="page"' in base()


def test_every_page_has_a_way_past_the_header():
    html = base()
    assert 'href="#main-content"' in html
    assert '<main id="main-content">' in html


@pytest.mark.parametrize("attribute", ["style=", "onclick=", "<script>"])
def test_a_page_has_nothing_inline(attribute):
    assert attribute not in base()
