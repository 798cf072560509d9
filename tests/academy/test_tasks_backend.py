"""Wagtail's background tasks reach a Celery worker, and only after the commit."""

import pytest
from celery.contrib.testing.worker import start_worker
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from academy.celery import app
from academy.heartbeat import queue_client
from academy.tasks_backend import CeleryBackend, run
from tests.academy.background import leave_word
from tests.academy.programs import eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backend():
    return CeleryBackend("default", {})


@pytest.fixture
def waiting():
    """How many tasks wait in the queue."""
    with queue_client(settings.REDIS_URL) as client:
        client.delete("celery")
        yield lambda: client.llen("celery")
        client.delete("celery")


def test_a_task_is_queued_when_the_transaction_commits_and_not_before(backend, waiting):
    with transaction.atomic():
        backend.enqueue(leave_word, ["a"], {"word": "hello"})
        assert waiting() == 0
    assert waiting() == 1


def test_a_task_of_a_transaction_that_is_rolled_back_is_never_queued(backend, waiting):
    with transaction.atomic():
        backend.enqueue(leave_word, ["a"], {"word": "hello"})
        transaction.set_rollback(True)
    assert waiting() == 0


@pytest.mark.filterwarnings("ignore::celery.platforms.SecurityWarning")
def test_a_worker_runs_it(backend, waiting):
    cache.delete("greeting")
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        backend.enqueue(leave_word, ["greeting"], {"word": "good morning"})
        assert eventually(lambda: cache.get("greeting") == "good morning")
    assert waiting() == 0


def test_a_message_can_run_a_background_task_and_nothing_else():
    run("tests.academy.background.leave_word", ["name"], {"word": "word"})
    assert cache.get("name") == "word"
    with pytest.raises(TypeError, match=r"os\.getcwd is not a background task"):
        run("os.getcwd", [], {})


def test_the_site_uses_it():
    from academy import settings as real

    assert real.TASKS["default"]["BACKEND"] == "academy.tasks_backend.CeleryBackend"
