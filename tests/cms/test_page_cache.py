"""Kept copies of public pages: shared with everybody, personal to nobody, gone when something changes."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction

from cms.models import ContentPage, MainMenuItem, SiteMenus, SiteWording
from cms.page_cache import HEADER
from foundation import public_copies
from foundation.models import Term, Vocabulary
from tests.factories.cms import content_page
from tests.factories.courses import CourseFactory
from tests.factories.workforce import UserFactory


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def person(db):
    return UserFactory(display_name="Robin Marsh")


def warm(client, address="/about/"):
    client.get(address)
    response = client.get(address)
    assert response[HEADER] == "kept"
    return response


def is_kept(client, address="/about/"):
    return client.get(address)[HEADER] == "kept"


def test_the_second_visitor_gets_the_kept_copy_without_a_query(small_home, visitor, django_assert_num_queries):
    visitor.get("/about/")
    with django_assert_num_queries(0):
        response = Client().get("/about/")
    assert response[HEADER] == "kept"


def test_a_kept_copy_is_the_page_with_its_headers(small_home, visitor):
    first, second = visitor.get("/about/"), Client().get("/about/")
    assert first.content == second.content
    for name in ("Content-Type", "Content-Security-Policy", "X-Frame-Options", "Vary"):
        assert first.get(name) == second.get(name), name


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change", ["publish", "unpublish", "delete", "move", "admin_move", "menu", "wording", "term", "course"]
)
def test_what_changes_the_public_site_empties_the_copies(small_home, visitor, change):
    page = content_page(small_home, title="Another")
    warm(visitor)
    {
        "publish": lambda: page.save_revision().publish(),
        "unpublish": page.unpublish,
        "delete": page.delete,
        "move": lambda: page.move(small_home, "first-child"),
        "admin_move": lambda: MovePageAction(page, small_home, pos="first-child").execute(skip_permission_checks=True),
        "menu": lambda: MainMenuItem.objects.create(menus=SiteMenus.load(), label="New", address="/new/"),
        "wording": SiteWording.load().save,
        "term": lambda: Term(vocabulary=Vocabulary.objects.create(code="t", name="T"), code="t", name="T").save(),
        "course": lambda: CourseFactory(live=True).save(),
    }[change]()
    assert not is_kept(visitor)


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_page_empties_the_copies_when_its_time_comes(small_home, visitor):
    page = ContentPage.objects.get(slug="about")
    page.title = "About us all"
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    warm(visitor)
    call_command("publish_scheduled")
    assert "About us all" in visitor.get("/about/").content.decode()


def test_a_draft_changes_nothing_that_visitors_see(small_home, visitor):
    page = ContentPage.objects.get(slug="about")
    page.title = "A secret draft"
    page.save_revision()
    assert "A secret draft" not in visitor.get("/about/").content.decode()


def test_a_copy_made_while_something_changed_is_not_used(small_home, visitor):
    _, generation = public_copies.look_up("page:test")
    public_copies._raise_generation()
    public_copies.keep("page:test", "old", generation)
    assert public_copies.look_up("page:test")[0] is None


def test_somebody_signed_in_is_never_served_nor_stored_a_copy(small_home, visitor, person):
    visitor.force_login(person)
    assert HEADER not in visitor.get("/about/")
    html = Client().get("/about/").content.decode()
    assert "Robin" not in html


def test_a_copy_from_before_signing_in_is_not_shown_afterwards(small_home, visitor, person):
    warm(visitor)
    visitor.force_login(person)
    response = visitor.get("/about/")
    assert HEADER not in response
    assert "Robin" in response.content.decode()


@pytest.mark.parametrize("address", ["/about/?page=2", "/search/", "/courses/", "/accounts/login/", "/not-there/"])
def test_nothing_but_plain_public_pages_is_kept(small_home, visitor, address):
    visitor.get(address)
    assert HEADER not in visitor.get(address)


def test_a_visitor_with_a_notice_waiting_is_not_served_a_copy(small_home, visitor):
    warm(visitor)
    visitor.cookies["messages"] = "something"
    assert HEADER not in visitor.get("/about/")


def test_asking_for_the_headers_only_goes_past_the_copies(small_home, visitor):
    warm(visitor)
    assert HEADER not in visitor.head("/about/")


def test_another_host_has_copies_of_its_own(small_home, visitor):
    warm(visitor)
    assert visitor.get("/about/", headers={"host": "localhost"})[HEADER] == "new"


def test_a_kept_page_sets_no_cookie_and_holds_no_token(small_home, visitor):
    response = warm(visitor)
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_a_preview_is_never_kept(small_home, visitor, rf):
    page = ContentPage.objects.get(slug="about")
    page.title = "As it may become"
    page.make_preview_request(preview_mode="")
    assert "As it may become" not in visitor.get("/about/").content.decode()


def test_without_redis_there_are_no_copies(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "foundation.redis_cache.RedisCache",
            "LOCATION": "unix:///nowhere/redis.sock",
        }
    }
    public_copies.keep("page:test", "new", 1)
    assert public_copies.look_up("page:test") == (None, None)


@pytest.mark.parametrize("address", ["/two%20words/", f"/{'a' * 300}/", "/\u00fcber%0Auns/"])
def test_an_address_no_cache_would_take_as_a_key_is_just_not_found(small_home, visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.django_db
class TestListings:
    """The catalogue and a course's page, which show places: kept for a short while, for the signed-out alone."""

    @pytest.fixture(autouse=True)
    def kept_for_a_while(self, settings):
        settings.PUBLIC_LISTING_SECONDS = 30
        public_copies._raise_generation()

    @pytest.fixture
    def addresses(self):
        course = CourseFactory()
        return "/courses/", f"/courses/{course.slug}/"

    def test_the_second_visitor_gets_the_copy_without_a_query(self, addresses, visitor, django_assert_num_queries):
        for address in addresses:
            first = visitor.get(address)
            with django_assert_num_queries(0):
                second = Client().get(address)
            assert (second[HEADER], second.content == first.content) == ("kept", True)

    def test_nobody_signed_in_is_given_one_nor_makes_one(self, addresses, person):
        client = Client()
        client.force_login(person, backend="academy.accounts.backends.ByKey")
        for address in addresses:
            assert HEADER not in client.get(address)
            assert Client().get(address)[HEADER] == "new"
            assert HEADER not in client.get(address)

    def test_a_search_is_made_anew(self, addresses, visitor):
        for _ in range(2):
            assert HEADER not in visitor.get("/courses/?query=safe")

    def test_a_copy_lives_no_longer_than_it_is_good_for(self, addresses, visitor):
        cache.clear()
        for address in addresses:
            visitor.get(address)
        redis = cache._cache.get_client()
        lives = [redis.ttl(key) for key in redis.scan_iter("*page:*")]
        assert len(lives) == 2
        assert all(0 < seconds <= 30 for seconds in lives)

    def test_zero_keeps_none(self, addresses, visitor, settings):
        settings.PUBLIC_LISTING_SECONDS = 0
        for address in addresses:
            for _ in range(2):
                assert HEADER not in visitor.get(address)
