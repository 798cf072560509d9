"""The address of a static file is worked out once."""

import pytest

from academy.static_files import StaticFiles

NAME = "build/academy.css"


@pytest.fixture
def store(tmp_path):
    found = StaticFiles(location=str(tmp_path), base_url="/static/")
    found.hashed_files = {NAME: "build/academy.0123.css"}
    return found


def test_it_is_the_name_with_its_hash_and_is_remembered(store):
    assert store.url(NAME) == "/static/build/academy.0123.css"
    store.hashed_files = {}
    assert store.url(NAME) == "/static/build/academy.0123.css"


def test_with_debug_it_is_the_plain_name(store, settings):
    assert store.url(NAME) == "/static/build/academy.0123.css"
    settings.DEBUG = True
    assert store.url(NAME) == "/static/build/academy.css"
