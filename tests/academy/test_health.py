"""`/healthz` and `/readyz`: who answers, who does not, and why."""

import json

import pytest
from django.conf import settings
from django.test import Client

from academy import heartbeat
from academy.health import healthz
from academy.services.environment import with_redis_number


@pytest.fixture(autouse=True)
def nobody_yet():
    with heartbeat.queue_client(settings.REDIS_URL) as client:
        client.delete(heartbeat.KEY)


@pytest.fixture
def worker_alive(nobody_yet):
    with heartbeat.queue_client(settings.REDIS_URL) as client:
        heartbeat.beat(client, "one@here")
        yield client
        client.delete(heartbeat.KEY)


def test_healthz_asks_nobody_and_says_ok(rf):
    response = healthz(rf.get("/healthz"))
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_answers_are_never_cached_and_take_no_post(client: Client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_readyz_is_200_when_database_redis_and_a_worker_answer(client: Client, worker_alive):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": "ok", "redis": "ok", "worker": "ok"}}


@pytest.mark.django_db
def test_readyz_says_that_no_worker_runs(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "redis": "ok", "worker": "No worker is running."}


@pytest.mark.django_db
def test_readyz_says_for_how_long_workers_have_been_silent(client: Client, worker_alive):
    worker_alive.zadd(heartbeat.KEY, {"one@here": worker_alive.time()[0] - 20})
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] in [
        f"No worker has shown itself for {seconds} seconds." for seconds in (20, 21)
    ]


@pytest.mark.django_db
def test_readyz_says_that_redis_does_not_answer(client: Client, settings):
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    checks = client.get("/readyz").json()["checks"]
    assert checks["redis"] == "Redis does not answer."
    assert checks["worker"].startswith("Whether a worker runs cannot be known")


def test_readyz_says_that_the_database_does_not_answer(client: Client, worker_alive, broken_database):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["checks"]["database"] == "The database does not answer."


@pytest.fixture
def broken_database(django_db_blocker):
    """The connection led to an address where nobody is."""
    from django.db import connection

    host = connection.settings_dict["HOST"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["HOST"] = "/nowhere"
        yield
        connection.close()
        connection.settings_dict["HOST"] = host


def test_a_worker_that_says_goodbye_is_forgotten_after_a_minute(worker_alive):
    worker_alive.zadd(heartbeat.KEY, {"gone@here": worker_alive.time()[0] - 61})
    heartbeat.beat(worker_alive, "one@here")
    assert worker_alive.zrange(heartbeat.KEY, 0, -1) == [b"one@here"]


def test_tests_have_a_redis_of_their_own():
    assert with_redis_number(settings.REDIS_URL, 0) != settings.REDIS_URL
