"""`/search/`: pages and courses that hold the words, and a way on when nothing does."""

import pytest

from tests.factories.cms import content_page
from tests.factories.courses import CourseFactory


@pytest.fixture
def find(small_home, client):
    return lambda words: client.get("/search/", {"query": words}).content.decode()


def test_a_course_and_a_page_are_found_by_a_word(small_home, find):
    CourseFactory(title="Understanding neglect")
    content_page(small_home, title="Help with neglect", summary="Where to turn.")
    html = find("neglect")
    assert "Understanding neglect" in html
    assert "Help with neglect" in html


def test_another_form_of_the_word_is_found(find):
    CourseFactory(title="Planning together")
    assert "Planning together" in find("plan")


def test_a_draft_is_not_found(small_home, find):
    CourseFactory(title="Understanding neglect", live=False)
    content_page(small_home, title="Neglect withdrawn").unpublish()
    html = find("neglect")
    assert "Understanding neglect" not in html
    assert "Neglect withdrawn" not in html


def test_no_words_yet_suggests_some(small_home, client):
    assert "Search looks through every course and page" in client.get("/search/").content.decode()


def test_an_empty_search_says_what_to_do(find):
    assert "Enter a word or two to search for." in find("   ")


def test_too_many_words_say_what_to_do(find):
    assert "80 characters at most" in find("word " * 40)


def test_nothing_found_leads_on(find):
    html = find("xylophone")
    assert "Nothing holds all of these words" in html
    assert 'href="/courses/"' in html


@pytest.mark.parametrize("words", ["'; DROP TABLE", "<script>alert(1)</script>", "&|!():*", "%00"])
def test_signs_that_mean_something_elsewhere_are_only_words_here(find, words):
    assert "<script>alert" not in find(words)


def test_searching_changes_nothing_so_it_cannot_be_posted(small_home, client):
    assert client.post("/search/", {"query": "neglect"}).status_code == 405


def test_a_page_not_found_offers_a_search_with_the_words_of_the_address(small_home, client):
    response = client.get("/safety-planning/old_page/")
    assert response.status_code == 404
    assert 'value="safety planning old page"' in response.content.decode()
