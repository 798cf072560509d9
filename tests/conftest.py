"""Fixtures every test may use. Databases: see `tests.databases`; services: `tests.early`.

`@pytest.mark.sample` runs a test on a database that holds the full demo; it implies `django_db`
and, unless the test also asks for transactions, everything it writes is rolled back.
"""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from tests import chromium, databases
from tests.sample_ahead import SampleAhead, in_good_order, reads_sample

CLONES = databases.Clones()
settings.register_profile("academy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("academy")  # no test is judged by the clock: a busy machine is no fault
expect.set_options(timeout=30_000)  # milliseconds until a page must show it: nor is a browser on a busy machine
gc.set_threshold(100_000, 20, 50)  # the collector looks over all of Django's models otherwise, for a tenth of the time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `sample` choose the database before anything else touches it; see `sample_ahead` for the order."""
    items[:] = in_good_order(items)
    for item in items:
        if reads_sample(item):
            if item.get_closest_marker("django_db") is None:
                item.add_marker("django_db")
            item.fixturenames.insert(0, "sample_database")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A clone of the migrated template instead of a database built from nothing."""
    with django_db_blocker.unblock():
        databases.drop_leftovers()
        CLONES.use(databases.EMPTY)
        ahead = SampleAhead(request.session.items)
        flush, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, _restore
    yield
    TransactionTestCase._fixture_teardown = flush
    ahead.end()
    with django_db_blocker.unblock():
        CLONES.drop()


def _restore(self: TransactionTestCase) -> None:
    CLONES.restore()


@pytest.fixture
def sample_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database with the full demo in it, for this test."""
    with django_db_blocker.unblock():
        CLONES.use(databases.SAMPLE)
    yield
    with django_db_blocker.unblock():
        CLONES.use(databases.EMPTY)


@pytest.fixture
def process_environment(transactional_db: None) -> dict[str, str]:
    """Environment for programs a test starts: they see this test's database and Redis."""
    return dict(os.environ) | {"DATABASE_URL": databases.address(CLONES.name)}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_a_browser() -> None:
    """Playwright's loop runs in the thread of the test; Django would take that for an async view."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def page(page: Any) -> Iterator[Any]:
    """A page that fails its test when a script fails or the content security policy is broken."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("console", lambda line: "Content Security Policy" in line.text and problems.append(line.text))
    yield page
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium this machine has."""
    return browser_type_launch_args | {"executable_path": chromium.find()}
