"""`/healthz` says that the process lives, `/readyz` that the whole Academy can work (DESIGN 5)."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.heartbeat import SILENT_SECONDS, last_sign, queue_client


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process can answer at all; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, Redis and a worker answer; else 503 with the reason of each that does not.

    Answers within a few seconds whatever is wrong. The body is `{"ready": bool, "checks": {name:
    "ok" or a sentence}}`; the sentences name no address and hold no secret.
    """
    checks = {name: check() for name, check in CHECKS.items()}
    ready = all(result == "ok" for result in checks.values())
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "The database does not answer."
    return "ok"


def _redis() -> str:
    try:
        with queue_client(settings.REDIS_URL) as client:
            client.ping()
    except redis.RedisError:
        return "Redis does not answer."
    return "ok"


def _worker() -> str:
    try:
        with queue_client(settings.REDIS_URL) as client:
            silent = last_sign(client)
    except redis.RedisError:
        return "Whether a worker runs cannot be known while Redis does not answer."
    if silent is None:
        return "No worker is running."
    if silent > SILENT_SECONDS:
        return f"No worker has shown itself for {silent:.0f} seconds."
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {"database": _database, "redis": _redis, "worker": _worker}
