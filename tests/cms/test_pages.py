"""What pages show, and who may do what with them."""

import datetime

import pytest

from cms.models import HomePage, MethodologyPage, PracticeStandardsPage, SectionPage
from foundation.models import Term, Vocabulary
from tests.factories.cms import content_page
from tests.factories.courses import CourseFactory, SessionFactory, days_ahead

SOS = "/learning-approach/signs-of-safety/"


def page_text(client, address):
    return client.get(address).content.decode()


def test_the_home_page_shows_the_guiding_question_and_the_three_approaches(home, client):
    html = page_text(client, "/")
    assert "Would this be good enough for my child and family?" in html
    assert html.count("academy-approach--") == 3


def test_the_home_page_lists_the_next_session_of_a_course_once(small_home, client):
    course = CourseFactory(title="Bringing networks together")
    for days in (20, 10):
        SessionFactory(course=course, starts_at=days_ahead(days), ends_at=days_ahead(days, 16), state="open")
    html = page_text(client, "/")
    assert html.count("Bringing networks together") == 1


def test_the_home_page_says_so_when_no_date_is_open(small_home, client):
    assert "No dates are open for booking just now" in page_text(client, "/")


def test_a_planned_session_is_not_shown(small_home, client):
    course = CourseFactory(title="Not yet open")
    SessionFactory(course=course, starts_at=days_ahead(9), ends_at=days_ahead(9, 16), state="planned")
    assert "Not yet open" not in page_text(client, "/")


def test_a_methodology_lists_its_courses_by_weight(home, client):
    CourseFactory(title="Half of it", weight_sos=50, weight_rp=50, weight_general=0)
    CourseFactory(title="All of it", weight_sos=100, weight_general=0)
    CourseFactory(title="A third of it", weight_sos=34, weight_rp=33, weight_sp=33, weight_general=0)
    CourseFactory(title="None of it")
    html = page_text(client, SOS)
    assert html.index("All of it") < html.index("Half of it") < html.index("A third of it")
    assert "None of it" not in html


def test_a_methodology_without_courses_says_so(home, client):
    assert "No courses just now" in page_text(client, SOS)


def test_an_unpublished_and_a_retired_course_are_not_listed(home, client):
    CourseFactory(title="A draft", live=False, weight_sos=100, weight_general=0)
    CourseFactory(title="Long gone", retired_on=datetime.date(2020, 1, 1), weight_sos=100, weight_general=0)
    html = page_text(client, SOS)
    assert "A draft" not in html
    assert "Long gone" not in html


def test_a_practice_standard_lists_its_courses(home, client):
    vocabulary, _ = Vocabulary.objects.get_or_create(code="practice-standard", defaults={"name": "Practice standards"})
    term, _ = Term.objects.get_or_create(vocabulary=vocabulary, code="listening", defaults={"name": "Listening"})
    course = CourseFactory(title="Hearing children")
    course.practice_standards.set([term])
    course.save()
    assert "Hearing children" in page_text(client, "/learning-approach/practice-standards/")


@pytest.mark.parametrize("count", [1, 6])
def test_the_practice_standards_page_takes_the_same_queries_for_any_number_of_courses(
    home, client, count, django_assert_max_num_queries
):
    CourseFactory.create_batch(count)
    client.get("/learning-approach/practice-standards/?warm")
    with django_assert_max_num_queries(12):
        client.get("/learning-approach/practice-standards/?fresh")


@pytest.mark.parametrize("count", [1, 8])
def test_the_home_page_takes_the_same_queries_for_any_number_of_sessions(
    small_home, client, count, django_assert_max_num_queries
):
    for _ in range(count):
        SessionFactory(starts_at=days_ahead(9), ends_at=days_ahead(9, 16), state="open")
    client.get("/?warm")
    with django_assert_max_num_queries(10):
        client.get("/?fresh")


def test_breadcrumbs_lead_back(home, client):
    html = page_text(client, SOS)
    assert '<a class="govuk-breadcrumbs__link" href="/learning-approach/">Learning approach</a>' in html
    assert 'aria-current="page">Signs of Safety' in html


def test_a_section_lists_its_pages(small_home, client):
    section = SectionPage(title="News for teams", slug="teams")
    small_home.add_child(instance=section)
    content_page(section, title="A page below", summary="What it says.")
    html = page_text(client, "/teams/")
    assert "A page below" in html
    assert "What it says." in html


def test_an_empty_section_says_so(small_home, client):
    small_home.add_child(instance=SectionPage(title="News for teams", slug="teams"))
    assert "Nothing here yet" in page_text(client, "/teams/")


def test_an_unpublished_page_is_not_found(small_home, client):
    page = content_page(small_home, title="Withdrawn", slug="withdrawn")
    page.unpublish()
    assert client.get("/withdrawn/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_only_answers_questions(small_home, client, method):
    assert getattr(client, method)("/about/").status_code == 405


def test_no_page_of_the_public_site_can_be_made_private(small_home):
    for model in (HomePage, SectionPage, MethodologyPage, PracticeStandardsPage):
        assert model.private_page_options == []


def test_the_editing_area_is_not_for_visitors(small_home, client):
    response = client.get(f"/cms/pages/{small_home.pk}/edit/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_there_is_one_home_page_and_one_of_each_approach(home):
    assert not HomePage.can_create_at(home)
    assert MethodologyPage._meta.get_field("methodology").unique
