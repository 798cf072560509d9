"""A recording is for those who are or were on the course, and for coordinators; its address gives others nothing."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from courses.actions import bookings, self_paced
from courses.models import Course, SessionTrainer
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.lessons import LessonFactory
from tests.factories.waiting import full_session, waits
from tests.factories.workforce import RoleGrantFactory
from workforce.actions.cms_groups import sync

pytestmark = pytest.mark.django_db


def document(name="circle.mp4"):
    found = get_document_model().objects.create(title="A circle", file=ContentFile(b"film", name=name))
    found.file.close()  # left open where its digest is taken
    return found


@pytest.fixture
def film():
    found = document()
    yield found
    found.file.delete(save=False)


@pytest.fixture
def session(film):
    """Of a course whose words link to the film."""
    link = f'<p><a linktype="document" id="{film.pk}">Watch it again</a></p>'
    return SessionFactory(course=CourseFactory(description=link))


@pytest.fixture
def lesson(film):
    """Of a course in one's own time that plays the film."""
    block = {"type": "recording", "value": {"title": "A circle", "file": film.pk, "transcript": "<p>Hello.</p>"}}
    return LessonFactory(body=[block])


def play(client, film, person=None):
    """The answer, read to its end: `film` holds what came."""
    if person is not None:
        sign_in(client, getattr(person, "user", person))
    answer = client.get(film.url)
    answer.film = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer


def test_who_is_booked_plays_it_and_no_cache_keeps_it(client, film, session):
    answer = play(client, film, booked(session=session).person)
    assert answer.film == b"film"
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("state", ["attended", "partial"])
def test_so_does_who_was_there(client, film, session, state):
    booking = booked(session=session)
    type(booking).objects.filter(pk=booking.pk).update(state=state)
    assert play(client, film, booking.person).status_code == 200


def test_the_trainer_and_coordinators_play_it(client, film, session):
    trainer = staff()
    SessionTrainer.objects.create(session=session, person=trainer, name=trainer.full_name)
    assert play(client, film, trainer).status_code == 200
    assert play(client, film, coordinator()).status_code == 200


def test_who_works_through_the_lessons_plays_it_and_its_captions(client, film, lesson):
    person = staff()
    assert play(client, film, person).status_code == 403
    self_paced.start(course_id=lesson.course_id, person_id=person.pk, by=person.user, at=timezone.now())
    assert play(client, film, person).status_code == 200


def test_a_lesson_that_is_still_a_draft_opens_nothing(client, film, lesson):
    person = staff()
    self_paced.start(course_id=lesson.course_id, person_id=person.pk, by=person.user, at=timezone.now())
    lesson.live = False
    lesson.save()
    assert play(client, film, person).status_code == 403


def test_captions_are_kept_alike(client, lesson):
    captions = document("circle.vtt")
    body = [block["value"] | {"captions": captions.pk} for block in lesson.body.raw_data]
    lesson.body = [{"type": "recording", "value": value} for value in body]
    lesson.save()
    person = staff()
    assert play(client, captions, person).status_code == 403
    self_paced.start(course_id=lesson.course_id, person_id=person.pk, by=person.user, at=timezone.now())
    assert play(client, captions, person)["Content-Type"] == "text/vtt"
    captions.file.delete(save=False)


def test_a_stranger_and_a_colleague_on_another_course_do_not(client, film, session):
    assert play(client, film, staff()).status_code == 403
    assert play(client, film, booked(session=SessionFactory()).person).status_code == 403


@pytest.mark.parametrize("method", ["post", "delete"])
def test_another_method_gives_nothing_more(client, film, session, method):
    sign_in(client, staff().user)
    assert getattr(client, method)(film.url).status_code in (403, 405)


def test_waiting_or_having_given_up_is_not_being_on_it(client, film):
    link = f'<a id="{film.pk}" linktype="document">Watch</a>'
    full = full_session(course=CourseFactory(description=link))
    gone = full.bookings.get()
    assert play(client, film, gone.person).status_code == 200
    waiting = waits(full)
    bookings.cancel(booking_id=gone.pk, by=gone.person.user, at=timezone.now())
    assert play(client, film, gone.person).status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert play(client, film, waiting.person).status_code == 403


def test_a_recording_that_belongs_nowhere_is_for_those_who_keep_the_library(client, film):
    assert play(client, film, booked().person).status_code == 403
    assert play(client, film, editor_of_pages()).status_code == 403
    librarian = RoleGrantFactory(role="editor").user
    sync(by=None, at=timezone.now(), on=timezone.localdate())
    assert play(client, film, librarian).status_code == 200
    assert not Course.objects.with_recording(film.pk).exists()


def test_a_longer_number_is_another_recording(film):
    CourseFactory(description=f'<a linktype="document" id="{film.pk}0">Watch</a>')
    LessonFactory(body=[{"type": "recording", "value": {"title": "A", "file": film.pk * 10, "transcript": ""}}])
    assert not Course.objects.with_recording(film.pk).exists()


def test_signed_out_is_sent_to_sign_in_and_back(client, film, session):
    answer = play(client, film)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/accounts/login/?next={film.url}"


def test_the_files_own_address_gives_nothing(client, film, session):
    sign_in(client, booked(session=session).person.user)
    assert client.get(f"/media/{film.file.name}").status_code == 404


def test_another_name_or_number_is_not_found(client, film, session):
    sign_in(client, booked(session=session).person.user)
    assert client.get(film.url.replace("circle", "other")).status_code == 404
    assert client.get(f"/documents/{film.pk + 1}/circle.mp4").status_code == 404


def test_any_other_document_is_as_public_as_before(client):
    guide = document("guide.pdf")
    assert play(client, guide).status_code == 200
    guide.file.delete(save=False)
