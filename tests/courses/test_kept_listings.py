"""What the catalogue and a course's page keep for half a minute: alike for everybody, gone with publishing."""

import datetime
from dataclasses import fields

import pytest
from django.core.cache import cache
from django.utils import timezone

from cms.presenters.site_face import SiteFace
from courses.actions import bookings
from courses.models import Session
from courses.presenters.course import CourseFace
from courses.querysets.learners import learner_of
from courses.querysets.sessions_ahead import FIELDS, sessions_ahead
from courses.rules.catalogue_choices import CatalogueChoices
from foundation import public_copies
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory
from tests.factories.workforce import UserFactory
from workforce.models import Person, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings):
    cache.clear()
    settings.PUBLIC_LISTING_SECONDS = 30
    yield
    public_copies._raise_generation()


SHAPES = {
    1: {
        SiteFace: ("guiding_question", "contact", "main", "signed_in", "footer"),
        CourseFace: ("values", "hero", "about", "preview"),
        CatalogueChoices: (
            *("audiences", "topics", "months", "places", "minutes_left", "methodologies", "modes", "lengths"),
        ),
    }
}


def test_a_class_that_is_kept_changes_only_with_a_new_shape():
    """In a release old and new processes share the copies: add the new fields under the next number."""
    found = {kind: tuple(field.name for field in fields(kind)) for kind in SHAPES[public_copies.SHAPE]}
    assert found == SHAPES[public_copies.SHAPE]


def test_a_part_is_made_once_and_again_after_publishing(kept, django_capture_on_commit_callbacks):
    made = []
    for _ in range(2):
        public_copies.for_listing("a part", lambda: made.append(1) or "words")
    assert len(made) == 1
    with django_capture_on_commit_callbacks(execute=True):
        CourseFactory().save()
    assert public_copies.for_listing("a part", lambda: made.append(1) or "words") == "words"
    assert len(made) == 2


def signed_in(client, person):
    client.force_login(person.user, backend="academy.accounts.backends.ByKey")
    return client


def words(client, address):
    return client.get(address).content.decode()


def test_places_on_a_courses_page_are_those_of_now_for_whoever_is_signed_in(kept, client):
    session, learner, other = SessionFactory(capacity=3), staff(), staff()
    page = f"/courses/{session.course.slug}/"
    assert "3 places left" in words(signed_in(client, learner), page)
    bookings.book(session_id=session.pk, person_id=other.pk, by=None, at=timezone.now())
    found = words(client, page)
    assert "2 places left" in found
    assert "leaves you" in found


def test_one_learners_page_says_nothing_of_anothers(kept, client):
    session, booked, other = SessionFactory(), staff(), staff()
    bookings.book(session_id=session.pk, person_id=booked.pk, by=None, at=timezone.now())
    page = f"/courses/{session.course.slug}/"
    assert "You are booked" in words(signed_in(client, booked), page)
    assert "You are booked" not in words(signed_in(client, other), page)
    client.logout()
    found = words(client, page)
    assert "You are booked" not in found
    assert "Sign in to book" in found


@pytest.mark.parametrize("address", ["/courses/{}/", "/courses/"])
def test_what_is_published_is_there_at_once(kept, client, django_capture_on_commit_callbacks, address):
    session, learner = SessionFactory(course=CourseFactory(title="Old name")), staff()
    page = address.format(session.course.slug)
    assert "Old name" in words(signed_in(client, learner), page)
    with django_capture_on_commit_callbacks(execute=True):
        session.course.title = "New name"
        session.course.save()
    found = words(client, page)
    assert "New name" in found
    assert "Old name" not in found


def test_a_course_that_is_taken_off_is_gone_at_once(kept, client, django_capture_on_commit_callbacks):
    course = CourseFactory()
    assert client.get(f"/courses/{course.slug}/?page=1").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        course.live = False
        course.save()
    assert client.get(f"/courses/{course.slug}/?page=1").status_code == 404


def test_a_kept_list_offers_each_reader_their_own_days(kept, client):
    CourseFactory()
    learner = staff()
    assert "I have left" in words(signed_in(client, learner), "/courses/")
    client.logout()
    assert "I have left" not in words(client, "/courses/?page=1")


def test_a_question_is_never_answered_from_the_kept_list(kept, client):
    CourseFactory(title="Safety planning")
    CourseFactory(title="Hopes and dreams")
    assert "Hopes and dreams" in words(client, "/courses/?page=1")
    assert "Hopes and dreams" not in words(client, "/courses/?query=safety")


def test_sessions_ahead_are_those_of_the_queryset(django_assert_num_queries):
    course = CourseFactory()
    for trainers, venue in ((["Ann Lee", "Bo Ray"], VenueFactory(access="Step-free.")), ([], None)):
        SessionFactory(course=course, trainers=trainers, venue=venue)
    SessionFactory(course=course, state="planned")
    now = timezone.now()
    with django_assert_num_queries(1):
        found = sessions_ahead(course, now)
        seen = [facts(session) for session in found]
    expected = Session.objects.ahead(now).filter(course=course).for_pages().order_by("starts_at", "pk")
    assert seen == [facts(session) for session in expected]
    assert len(seen) == 2


def facts(session):
    venue = session.venue and (session.venue.name, session.venue.address, session.venue.access)
    dates = [(day.pk, day.starts_at, day.ends_at, day.learning_minutes) for day in session.dates.all()]
    trainers = [trainer.name for trainer in session.trainers.all()]
    return [getattr(session, name) for name in FIELDS], session.places_left, venue, dates, trainers


def test_a_learner_is_their_own_record(client):
    learner = staff()
    found, wanted = learner_of(learner.user, timezone.localdate()), Person.objects.for_user(learner.user).get()
    assert found == wanted
    assert (found.standing, found.suspended_on, found.organisation_id) == (
        wanted.standing,
        wanted.suspended_on,
        wanted.organisation_id,
    )


def test_who_has_left_or_is_suspended_or_was_joined_from_two_is_their_own_record_too(client):
    learner = staff()
    older = staff()
    Person.objects.filter(pk=older.pk).update(joined_into=learner)
    Person.objects.filter(pk=learner.pk).update(suspended_on=datetime.date(2026, 1, 2))
    found = learner_of(User.objects.get(pk=learner.user.pk), timezone.localdate())
    assert (found, found.suspended_on) == (learner, datetime.date(2026, 1, 2))
    assert learner_of(UserFactory(), timezone.localdate()) is None
