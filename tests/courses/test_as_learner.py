"""The catalogue as a learner of some team would meet it."""

import pytest

from foundation.models import Term, Vocabulary
from tests.courses.editors import coordinator, editor_of_pages, sign_in
from tests.factories.bookings import booked
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.workforce import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    sign_in(client, coordinator())
    return TeamFactory(code="CL1", version__name="Locality one")


def audience(code, *matches):
    vocabulary, _ = Vocabulary.objects.get_or_create(code="audience", defaults={"name": "Audience"})
    return Term.objects.create(vocabulary=vocabulary, code=code, name=code.title(), matches=list(matches))


def looked(client, team, family="social_worker"):
    return client.get("/cms/as-learner/", {"team": f"{team.code}/", "family": family})


def seen(client, team, family="social_worker"):
    return {each.title: each for each in looked(client, team, family).context["courses"]}


def test_before_choosing_there_is_only_the_question(client, team):
    page = client.get("/cms/as-learner/").content.decode()
    assert "Locality one" in page
    assert "does not exist" not in page


def test_the_audience_decides_by_role_and_by_team(client, team):
    CourseFactory(title="By role", audiences=[audience("workers", "social_worker")])
    CourseFactory(title="By team", audiences=[audience("locality", "team:cl1")])
    CourseFactory(title="Others", audiences=[audience("carers", "carer")])
    CourseFactory(title="All")
    found = seen(client, team)
    assert {title for title, each in found.items() if each.for_them} == {"By role", "By team", "All"}
    assert {title for title, each in seen(client, team, "early_help").items() if each.for_them} == {"By team", "All"}


def test_a_session_says_what_it_takes_and_who_is_asked(client, team):
    SessionFactory(course=CourseFactory(title="A day"))
    (session,) = seen(client, team)["A day"].sessions
    assert session.can_book
    assert session.says.startswith("Ask to book. Takes 1 day (7 hours 24 minutes) and leaves you 14 days.")
    assert "needs a manager's approval" in session.says


def test_what_stands_in_the_way_is_said(client, team):
    SessionFactory(course=CourseFactory(title="Full"), capacity=1, places_taken=1)
    (session,) = seen(client, team)["Full"].sessions
    assert not session.can_book
    assert session.places == "Full"


def test_it_is_marked_nothing_can_be_pressed_and_nobody_shows(client, team):
    place = booked()
    page = looked(client, team).content.decode()
    assert "somebody who does not exist" in page
    assert f"/courses/sessions/{place.session.public_id}/book/" not in page
    assert place.person.last_name not in page


@pytest.mark.parametrize("size", [1, 8])
def test_queries_do_not_grow(client, team, size, django_assert_num_queries):
    for _ in range(size):
        SessionFactory()
    looked(client, team)
    with django_assert_num_queries(17):
        looked(client, team)


def test_an_unknown_team_is_said_to_be_none(client, team):
    response = client.get("/cms/as-learner/", {"team": "nowhere/", "family": "social_worker"})
    assert response.status_code == 200
    assert response.context["courses"] is None


def test_it_is_for_coordinators_and_only_read(client, team):
    assert client.post("/cms/as-learner/").status_code == 405
    client.logout()
    assert client.get("/cms/as-learner/").status_code == 302
    for who in (editor_of_pages(), UserFactory()):
        sign_in(client, who)
        assert looked(client, team).status_code in (302, 403)
