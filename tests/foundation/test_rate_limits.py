import pytest
from django.core.cache import cache
from django.http import Http404

from foundation.rate_limits import GUESSES, address_of, guessed


def seen(rf, header):
    return address_of(rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": header} if header else {}))


@pytest.mark.parametrize(("proxies", "expected"), [(0, "10.0.0.1"), (1, "10.0.0.9"), (2, "203.0.113.5")])
def test_limits_count_the_visitor_that_trusted_proxies_saw(rf, settings, proxies, expected):
    settings.TRUSTED_PROXIES = proxies
    assert seen(rf, "6.6.6.6, 203.0.113.5, 10.0.0.9") == expected


@pytest.mark.parametrize("header", ["", "unknown", "6.6.6.6.6, nobody"])
def test_without_an_address_in_the_header_it_is_who_asked_the_server(rf, settings, header):
    settings.TRUSTED_PROXIES = 1
    assert seen(rf, header) == "10.0.0.1"


@pytest.mark.parametrize(
    ("hop", "address"),
    [("203.0.113.5:4711", "203.0.113.5"), ("[2001:db8::1]:4711", "2001:db8::1"), ("2001:db8::1", "2001:db8::1")],
)
def test_a_port_is_not_part_of_the_address(rf, settings, hop, address):
    settings.TRUSTED_PROXIES = 1
    assert seen(rf, hop) == address


class TestMadeUpLinks:
    def answer(self, rf, times):
        """Statuses of so many made-up links of one address; 404 where it is raised."""
        found = []
        for _ in range(times):
            try:
                found.append(guessed(rf.get("/", REMOTE_ADDR="10.0.0.7"), "test", LookupError("no")).status_code)
            except Http404:
                found.append(404)
        return found

    def test_many_of_them_are_told_to_wait(self, rf):
        cache.delete("rate:test-unknown:10.0.0.7")
        assert self.answer(rf, GUESSES + 1) == [404] * GUESSES + [429]

    def test_without_redis_a_made_up_link_is_still_only_not_found(self, rf, settings):
        nowhere = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
        settings.CACHES = nowhere
        assert self.answer(rf, 1) == [404]
