"""How a worker shows that it lives: a mark in Redis every two seconds, and who reads it.

The mark is made by the timer of the worker's own loop, the one that also takes tasks from the
queue, so a worker that is stopped, stuck or cut off from Redis falls silent.
"""

import logging
from typing import Any

import redis
from celery import bootsteps
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from academy.services.environment import queue_address

KEY = "academy:workers"
EVERY_SECONDS = 2.0
SILENT_SECONDS = 7.0

logger = logging.getLogger(__name__)


def queue_client(redis_url: str) -> redis.Redis:
    """A client that fails within two seconds instead of trying again: made for probes."""
    return redis.Redis.from_url(
        queue_address(redis_url), socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0)
    )


def _now(client: redis.Redis) -> float:
    """Redis' own clock, so that machines need not agree on the time."""
    seconds, microseconds = client.time()
    return seconds + microseconds / 1_000_000


def beat(client: redis.Redis, name: str) -> None:
    """Mark worker `name` as alive now and forget those silent for a minute."""
    now = _now(client)
    client.zadd(KEY, {name: now})
    client.zremrangebyscore(KEY, "-inf", now - 60)


def last_sign(client: redis.Redis) -> float | None:
    """Seconds since any worker last showed itself; None when none has for a minute."""
    newest = client.zrevrange(KEY, 0, 0, withscores=True)
    return max(_now(client) - float(newest[0][1]), 0.0) if newest else None


class Heartbeat(bootsteps.StartStopStep):
    """The worker's part: added to its steps in `academy.celery`."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.entry: Any = None

    def start(self, worker: Any) -> None:
        """Begin to beat."""
        self.client = queue_client(settings.REDIS_URL)
        self.entry = worker.timer.call_repeatedly(EVERY_SECONDS, self.beat, (worker.hostname,))
        self.beat(worker.hostname)

    def beat(self, name: str) -> None:
        """One mark; an absent Redis is reported and tried again at the next."""
        try:
            beat(self.client, name)
        except redis.RedisError as error:
            logger.warning("Redis did not take the worker's heartbeat: %s", error)

    def stop(self, worker: Any) -> None:
        """Say goodbye, so that nobody waits for the silence."""
        if self.entry is not None:
            self.entry.cancel()
        try:
            self.client.zrem(KEY, worker.hostname)
        except redis.RedisError as error:
            logger.warning("Redis did not take the worker's goodbye: %s", error)
