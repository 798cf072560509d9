"""A course's page, for everybody."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.actions.courses import TERM_FIELDS
from foundation.models import Term, Vocabulary
from tests.courses.editors import coordinator, sign_in
from tests.factories.bookings import staff
from tests.factories.courses import CourseFactory, SessionFactory, VenueFactory, local
from tests.factories.workforce import UserFactory

pytestmark = pytest.mark.django_db
LEARNER_QUERIES = 11


def page(client, course):
    response = client.get(f"/courses/{course.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_says_what_it_is_for_whom_how_long_and_how_the_time_is_shared(client):
    group = Vocabulary.objects.get_or_create(code="audience", defaults={"name": "Audience"})[0]
    worker = Term.objects.create(vocabulary=group, code="test-worker", name="Foster carers of tests")
    course = CourseFactory(
        learning_minutes=444,
        weight_sos=75,
        weight_general=25,
        refresh_months=24,
        audiences=[worker],
        outcomes="<ul><li>build a map</li></ul>",
        evidence_base="<p>Found to help.</p>",
    )
    found = page(client, course)
    for words in (
        "build a map",
        "Foster carers of tests",
        "7 hours 24 minutes",
        'Signs of Safety: <span class="academy-legend__value">75%</span>',
        "5 hours 33 minutes",
        "Refresh every 2 years",
        "Found to help.",
    ):
        assert words in found


def test_a_draft_an_unknown_and_a_strange_address_are_not_found(client):
    draft = CourseFactory(live=False)
    assert client.get(f"/courses/{draft.slug}/").status_code == 404
    assert client.get("/courses/nothing-here/").status_code == 404
    assert client.get("/courses/../../etc/").status_code == 404


def test_even_a_coordinator_sees_drafts_only_in_the_cms(client):
    sign_in(client, coordinator())
    assert client.get(f"/courses/{CourseFactory(live=False).slug}/").status_code == 404


def test_sessions_show_times_by_the_clock_on_the_wall_in_june_and_december(client):
    course = CourseFactory()
    SessionFactory(course=course, spans=[(local(2030, 6, 12, 9, 30), local(2030, 6, 12, 16))])
    SessionFactory(course=course, spans=[(local(2030, 12, 11, 9, 30), local(2030, 12, 11, 16))])
    found = page(client, course)
    assert found.count("<li>9:30am to 4:30pm</li>") == 2
    assert "Wednesday 12 June 2030</h3>" in found
    assert "Wednesday 11 December 2030</h3>" in found


def test_a_session_of_several_days_names_each_with_its_times(client):
    course = CourseFactory()
    spans = [(local(2030, 6, day, 9, 30), local(2030, 6, day, 16)) for day in (12, 13)]
    SessionFactory(course=course, spans=spans)
    found = page(client, course)
    assert "Wednesday 12 June 2030, 9:30am to 4:30pm" in found
    assert "Thursday 13 June 2030, 9:30am to 4:30pm" in found


def test_sessions_show_place_access_trainers_and_places_but_no_join_link(client):
    venue = VenueFactory(name="Riverside House", access="Lift to every floor")
    session = SessionFactory(
        venue=venue, join_link="https://meet.example.org/secret", trainers=["Priya Shah", "Tom Ellis"], places_taken=15
    )
    found = page(client, session.course)
    assert "Riverside House" in found
    assert "Lift to every floor" in found
    assert "Led by Priya Shah and Tom Ellis" in found
    assert "1 place left" in found
    assert "meet.example.org" not in found


def test_planned_and_cancelled_sessions_are_not_shown(client):
    course = CourseFactory()
    for state in ("planned", "cancelled"):
        SessionFactory(course=course, state=state, trainers=[f"Trainer of the {state}"])
    assert "Trainer of the" not in page(client, course)


def test_the_signed_out_are_asked_to_sign_in_and_come_back(client):
    session = SessionFactory()
    assert f"/accounts/login/?next=%2Fcourses%2F{session.course.slug}%2F" in page(client, session.course)


def test_a_retired_course_answers_kindly_with_alternatives(client):
    gone = CourseFactory(title="Old one", retired_on=timezone.localdate(), weight_sos=100, weight_general=0)
    CourseFactory(title="New one", weight_sos=100, weight_general=0)
    found = page(client, gone)
    assert "no longer on offer" in found
    assert "New one" in found
    assert 'content="noindex"' in found


def test_a_course_without_dates_says_whom_to_ask(client):
    assert "No dates are planned yet" in page(client, CourseFactory())


@pytest.mark.parametrize("sessions", [1, 8])
def test_queries_do_not_grow_with_sessions(client, django_assert_num_queries, sessions):
    course = CourseFactory()
    for number in range(sessions):
        SessionFactory(course=course, trainers=[f"A{number}", f"B{number}"])
    page(client, course)
    with django_assert_num_queries(3):
        page(client, course)


@pytest.mark.parametrize("sessions", [1, 8])
def test_queries_do_not_grow_for_a_learner_who_may_book(client, django_assert_num_queries, sessions):
    course, learner = CourseFactory(), staff()
    for _ in range(sessions):
        SessionFactory(course=course)
    client.force_login(learner.user)
    page(client, course)
    with django_assert_num_queries(LEARNER_QUERIES):
        found = page(client, course)
    assert "leaves you" in found


def test_reading_only(client):
    assert client.post(f"/courses/{CourseFactory().slug}/").status_code == 405


def test_text_from_the_cms_cannot_carry_a_script(client):
    assert "<script>alert" not in page(client, CourseFactory(title="<script>alert(1)</script>"))


def test_somebody_signed_in_sees_the_page(client):
    client.force_login(UserFactory())
    assert "Dates and places" in page(client, CourseFactory())


def test_evidence_outcomes_and_programmes_are_among_the_facts(client):
    call_command("sync_taxonomies", verbosity=0)
    course = CourseFactory(slug="tagged")
    tags = {"evidence_tags": "child-focus", "outcome_tags": "healthy-and-safe", "programmes": "families-first"}
    for field, code in tags.items():
        getattr(course, field).set(Term.objects.filter(code=code, vocabulary__code=TERM_FIELDS[field]))
    course.save()
    page = client.get("/courses/tagged/").content.decode()
    for words in ("Child focus", "Healthy and safe", "Families First"):
        assert words in page
