"""The cache asks Redis through one client for each server, from as many threads as there are."""

from concurrent.futures import ThreadPoolExecutor

from django.core.cache import caches


def test_one_client_for_reading_and_writing():
    cache = caches["default"]
    client = cache._cache
    assert client.get_client() is client.get_client(write=True)
    cache.set("a-word", "said", timeout=5)
    assert cache.get_many(["a-word", "another"]) == {"a-word": "said"}


def test_threads_do_not_get_each_others_answers():
    cache = caches["default"]
    client = cache._cache
    for number in range(40):
        client.set(f"number {number}", number, 5)
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda number: client.get(f"number {number % 40}", None), range(4000))
    assert list(found) == [number % 40 for number in range(4000)]
