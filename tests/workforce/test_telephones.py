import pytest

from tests.factories.workforce import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/my/data/phone/"


@pytest.fixture
def person(client):
    found = PersonFactory(user=UserFactory())
    client.force_login(found.user)
    return found


def test_somebody_gives_their_number_and_takes_it_away(client, person):
    for number in ("01709 000000", ""):
        assert client.post(ADDRESS, {"phone": number}).status_code == 302
        person.refresh_from_db()
        assert person.phone == number


def test_what_is_no_number_is_said(client, person):
    assert "Enter a telephone number" in client.post(ADDRESS, {"phone": "ring me"}).content.decode()


def test_the_ladder(client):
    assert "/accounts/login/" in client.get(ADDRESS).headers["location"]
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 404
    assert client.delete(ADDRESS).status_code == 405
