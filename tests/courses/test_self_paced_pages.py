"""`/learn/…` down the access ladder, and the course's page that leads there."""

import uuid

import pytest

from courses.models import Lesson, SelfPacedRun
from tests.courses.editors import coordinator
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory
from tests.factories.lessons import LessonFactory, SelfPacedCourseFactory, check, choose
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = SelfPacedCourseFactory(title="Being heard", slug="being-heard")
    LessonFactory(course=course, position=1, title="First", checks=check())
    LessonFactory(course=course, position=2, title="Second")
    return course


@pytest.fixture
def learner(client):
    person = staff()
    sign_in(client, person.user)
    return person


def lesson_url(lesson):
    return f"/learn/being-heard/{lesson.key}/"


def posted(lesson, *texts):
    return {f"question-{key}": values for key, values in choose(lesson, *texts).items()}


def test_from_the_course_page_to_the_certificate(client, course, learner):
    assert 'href="/learn/being-heard/"' in client.get("/courses/being-heard/").content.decode()
    page = client.get("/learn/being-heard/").content.decode()
    assert "Begin this course" in page
    assert "Uses 0.5 days of the 15" in page
    first, second = course.lessons.all()
    assert client.post("/learn/being-heard/begin/").url == lesson_url(first)
    assert client.post(lesson_url(first), posted(first, "Yes")).url == lesson_url(second)
    assert client.post(lesson_url(second)).url == "/learn/being-heard/"
    assert "Completed" in client.get("/learn/being-heard/").content.decode()
    assert "Being heard" in client.get("/my/cpd/").content.decode()


def test_a_wrong_answer_shows_what_was_said_about_it(client, course, learner):
    first = course.lessons.first()
    client.post("/learn/being-heard/begin/")
    response = client.post(lesson_url(first), posted(first, "No"))
    page = response.content.decode()
    assert "Not quite. You said No. Have another try." in page
    assert "There is a problem" in page
    assert client.get(lesson_url(first)).content.decode().count(" checked") == 1


def test_no_answer_is_asked_for(client, course, learner):
    first = course.lessons.first()
    client.post("/learn/being-heard/begin/")
    assert "Choose an answer" in client.post(lesson_url(first)).content.decode()


def test_a_lesson_ahead_leads_back_to_the_place(client, course, learner):
    client.post("/learn/being-heard/begin/")
    response = client.get(lesson_url(course.lessons.last()), follow=True)
    assert response.redirect_chain[0][0] == "/learn/being-heard/"
    assert "lessons before that one first" in response.content.decode()


def test_a_lesson_before_beginning_leads_to_the_course(client, course, learner):
    assert client.get(lesson_url(course.lessons.first())).url == "/learn/being-heard/"


def test_opening_pages_changes_nothing(client, course, learner):
    client.get("/learn/being-heard/")
    assert client.get("/learn/being-heard/begin/").status_code == 405
    assert not SelfPacedRun.objects.exists()


def test_signed_out_people_sign_in_first(client, course):
    for url in ("/learn/being-heard/", lesson_url(course.lessons.first())):
        assert client.get(url).url.startswith("/accounts/login/")
    assert client.post("/learn/being-heard/begin/").url.startswith("/accounts/login/")


def test_somebody_without_a_record_is_told(client, course):
    sign_in(client, UserFactory())
    response = client.post("/learn/being-heard/begin/")
    assert response.status_code == 403
    assert not SelfPacedRun.objects.exists()


def test_somebody_elses_way_is_not_shown(client, course, learner):
    client.post("/learn/being-heard/begin/")
    other = staff()
    sign_in(client, other.user)
    assert "Begin this course" in client.get("/learn/being-heard/").content.decode()


@pytest.mark.parametrize("slug", ["nothing-here", "with-dates"])
def test_a_course_that_is_not_learned_so_is_not_found(client, learner, slug):
    CourseFactory(slug="with-dates")
    assert client.get(f"/learn/{slug}/").status_code == 404


def test_a_lesson_that_is_gone_is_not_found(client, course, learner):
    client.post("/learn/being-heard/begin/")
    assert client.get(f"/learn/being-heard/{uuid.uuid4()}/").status_code == 404


def test_an_unpublished_lesson_is_left_out(client, course, learner):
    Lesson.objects.filter(title="Second").update(live=False)
    assert "Second" not in client.get("/learn/being-heard/").content.decode()


def test_the_desk_shows_what_was_begun(client, course, learner):
    client.post("/learn/being-heard/begin/")
    page = client.get("/desk/").content.decode()
    assert "Learning you have begun" in page
    assert "/learn/being-heard/" in page


def test_queries_of_a_lesson_do_not_grow(client, course, learner, django_assert_num_queries):
    client.post("/learn/being-heard/begin/")
    url = lesson_url(course.lessons.first())
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    for number in range(3, 13):
        LessonFactory(course=course, position=number)
    with django_assert_num_queries(7):
        client.get(url)


def test_a_coordinator_finds_the_lessons_in_the_cms(client, course):
    sign_in(client, coordinator())
    page = client.get("/cms/snippets/courses/lesson/").content.decode()
    assert "First" in page
    assert "Being heard" in page


def test_a_lesson_is_previewed_in_its_place(client, course, rf):
    lesson = course.lessons.last()
    lesson.title = "A better title"
    request = rf.get("/")
    request.user = coordinator()
    page = lesson.make_preview_request(request, lesson.default_preview_mode).content.decode()
    assert "A better title" in page
    assert "Lesson 2 of 2" in page
