"""`/api/v1/`: the catalogue for everybody, one's own bookings with a key, and nothing else."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.utils import timezone

from courses.models import Session
from foundation.bearer_tokens import digest_of
from tests.factories.bookings import booked, staff
from tests.factories.courses import CourseFactory, SessionFactory
from tests.factories.workforce import RoleGrantFactory, UserFactory
from tests.signing_in import sign_in
from workforce import roles
from workforce.actions import access_keys
from workforce.models import AccessKey, Post

pytestmark = pytest.mark.django_db
NOW = timezone.now
BOOKINGS = "/api/v1/my/bookings/"


def key_for(user, *, days=30, scopes=("bookings:read",), at=None):
    return access_keys.make(user=user, name="test", scopes=scopes, days=days, at=at or NOW())


def ask(client, url, key=""):
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return client.get(url, headers=headers)


def test_the_catalogue_is_open_to_programs(client):
    CourseFactory(title="Danger statements", weight_sos=100, weight_general=0)
    CourseFactory(title="Not published", live=False)
    found = client.get("/api/v1/courses/").json()
    assert [row["title"] for row in found["results"]] == ["Danger statements"]
    assert found["results"][0]["methodologies"] == {"sos": 100, "rp": 0, "sp": 0, "general": 0}


def test_courses_are_searched_and_read_one_by_one(client):
    CourseFactory(title="Danger statements", slug="danger")
    CourseFactory(title="Circles")
    assert client.get("/api/v1/courses/?q=danger").json()["count"] == 1
    assert client.get("/api/v1/courses/danger/").json()["title"] == "Danger statements"
    assert client.get("/api/v1/courses/nothing/").status_code == 404


def test_sessions_never_say_how_to_join(client):
    SessionFactory(join_link="https://meet.example/secret")
    answer = client.get("/api/v1/sessions/")
    assert answer.json()["count"] == 1
    assert "secret" not in answer.content.decode()


def test_sessions_by_course_and_day(client):
    wanted = SessionFactory()
    SessionFactory()
    day = timezone.localtime(wanted.starts_at).date()
    url = f"/api/v1/sessions/?course={wanted.course.code}"
    assert client.get(f"{url}&from={day}&to={day}").json()["count"] == 1
    assert client.get(f"{url}&from={day + datetime.timedelta(days=1)}").json()["count"] == 0
    assert client.get(f"{url}&from=tomorrow").json() == {"from": "Write the day as 2026-11-23."}


def test_planned_sessions_are_not_there(client):
    session = SessionFactory(state=Session.State.PLANNED)
    assert client.get(f"/api/v1/sessions/{session.public_id}/").status_code == 404


def test_ones_own_bookings_with_a_key(client):
    person, other = staff(), staff()
    mine = booked(person)
    booked(other)
    rows = ask(client, BOOKINGS, key_for(person.user)).json()["results"]
    assert [row["id"] for row in rows] == [str(mine.public_id)]


def test_somebody_elses_booking_is_not_found(client):
    theirs = booked(staff())
    answer = ask(client, f"{BOOKINGS}{theirs.public_id}/", key_for(staff().user))
    assert answer.status_code == 404


def test_a_coordinators_key_opens_their_own_only(client):
    booked(staff())
    coordinator = RoleGrantFactory(role=roles.COORDINATOR).user
    assert ask(client, BOOKINGS, key_for(coordinator)).json()["count"] == 0


@pytest.mark.parametrize("key", ["", "academy_made-up", "wagtail_x"])
def test_without_a_good_key_bookings_are_closed(client, key):
    assert ask(client, BOOKINGS, key).status_code == 401


def test_signing_in_to_the_site_is_no_key(client):
    sign_in(client, staff().user)
    assert client.get(BOOKINGS).status_code == 401


def test_a_key_taken_back_or_over_opens_nothing(client):
    person = staff()
    gone, over = key_for(person.user), key_for(person.user, days=1, at=NOW() - datetime.timedelta(days=2))
    access_keys.revoke(user=person.user, public_id=AccessKey.objects.get(digest=digest_of(gone)).public_id, at=NOW())
    assert ask(client, BOOKINGS, gone).status_code == 401
    assert ask(client, BOOKINGS, over).status_code == 401


def test_the_key_of_somebody_who_may_not_sign_in_opens_nothing(client):
    person = staff()
    key = key_for(person.user)
    person.user.is_active = False
    person.user.save()
    assert ask(client, BOOKINGS, key).status_code == 401


def test_the_key_of_somebody_who_has_left_opens_nothing(client):
    person = staff()
    key = key_for(person.user)
    Post.objects.filter(person=person).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert ask(client, BOOKINGS, key).status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client, method):
    key = key_for(staff().user)
    answer = getattr(client, method)(BOOKINGS, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 405


def test_an_offer_says_what_the_page_says(client):
    person, session = staff(), SessionFactory()
    url = f"/api/v1/sessions/{session.public_id}/offer/"
    key = key_for(person.user)
    assert ask(client, url, key).json() == {"can_book": True, "refusals": [], "allowance_minutes": 444}
    booked(person, session)
    said = ask(client, url, key).json()
    assert not said["can_book"]
    assert said["refusals"][0]["key"] == "not_booked_already"
    assert ask(client, url).status_code == 401


def test_too_many_requests_are_slowed_down(client, monkeypatch):
    cache.clear()
    monkeypatch.setattr("workforce.api.A_MINUTE", 2)
    assert [client.get("/api/v1/courses/").status_code for _ in range(3)] == [200, 200, 429]


def test_the_description_lists_ours_and_only_ours(client):
    answer = client.get("/api/v1/schema/?format=json")
    described = json.loads(answer.content)
    assert set(described["paths"]) == {
        "/api/v1/courses/",
        "/api/v1/courses/{slug}/",
        "/api/v1/sessions/",
        "/api/v1/sessions/{public_id}/",
        "/api/v1/sessions/{public_id}/offer/",
        "/api/v1/my/bookings/",
        "/api/v1/my/bookings/{public_id}/",
    }
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_queries_do_not_grow(client, django_assert_num_queries):
    SessionFactory()
    client.get("/api/v1/sessions/")
    with django_assert_num_queries(4):
        client.get("/api/v1/sessions/")
    for _ in range(5):
        SessionFactory()
    with django_assert_num_queries(4):
        client.get("/api/v1/sessions/")
    with django_assert_num_queries(4):
        client.get("/api/v1/courses/")


def test_a_key_is_shown_once_and_taken_back(client):
    person = staff()
    sign_in(client, person.user)
    page = client.post("/my/keys/", {"name": "Rota", "scopes": ["bookings:read"], "days": "30"})
    assert "academy_" in page.content.decode()
    again = client.get("/my/keys/").content.decode()
    assert "academy_" not in again
    assert "Rota" in again
    key = AccessKey.objects.get(user=person.user)
    assert client.get(f"/my/keys/{key.public_id}/take-back/").status_code == 405
    client.post(f"/my/keys/{key.public_id}/take-back/")
    key.refresh_from_db()
    assert key.revoked_at is not None


def test_somebody_elses_key_cannot_be_taken_back(client):
    key_for(staff().user)
    sign_in(client, UserFactory())
    assert client.post(f"/my/keys/{AccessKey.objects.get().public_id}/take-back/").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "", "scopes": ["bookings:read"], "days": "30"}, "Say which program"),
        ({"name": "x", "scopes": [], "days": "30"}, "Choose what it may do"),
        ({"name": "x", "scopes": ["bookings:read"], "days": "9999999"}, "less than or equal"),
        ({"name": "x", "scopes": ["bookings:read"], "days": "400"}, "between 1 and 180 days"),
    ],
)
def test_a_key_that_cannot_be_made_says_why(client, data, words):
    sign_in(client, staff().user)
    answer = client.post("/my/keys/", data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AccessKey.objects.exists()


def test_keys_are_behind_sign_in(client):
    assert client.get("/my/keys/").url.startswith("/accounts/login/")
