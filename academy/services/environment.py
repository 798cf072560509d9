"""What the environment must hold before anything starts (DESIGN 3, "Modes").

Used by `manage.py`, the runner and the settings, so that all three refuse
with the same sentence.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from academy.services.refusals import CannotStart

MODE = "ACADEMY_MODE"
DEMO = "demo"
REQUIRED = (
    "SECRET_KEY",
    "FIELD_KEYS",
    "DIGEST_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
)
"""Variables a real deployment must set. In demo mode each has a stand-in."""

PROJECT = Path(__file__).resolve().parents[2]


def is_demo(environ: Mapping[str, str]) -> bool:
    """Whether demo data, demo sign-in and embedded servers may exist at all."""
    return environ.get(MODE, "") == DEMO


def missing_variables(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Names from `REQUIRED` that are unset or empty; always none in demo mode."""
    if is_demo(environ):
        return ()
    return tuple(name for name in REQUIRED if not environ.get(name, "").strip())


def require(environ: Mapping[str, str]) -> None:
    """Raise `CannotStart` naming every missing variable at once."""
    missing = missing_variables(environ)
    if missing:
        raise CannotStart(
            f"Cannot start: set {', '.join(missing)} in the environment "
            f"(docs/operations.md says what each holds), or set {MODE}={DEMO} to try the Academy "
            "with made-up people on this machine."
        )


def data_folder(environ: Mapping[str, str]) -> Path:
    """The absolute folder of embedded servers' data and uploaded files (`ACADEMY_VAR`)."""
    return Path(environ.get("ACADEMY_VAR") or PROJECT / "var").expanduser().absolute()


def redis_number(url: str) -> int:
    """The database number in a Redis address; 0 where it names none."""
    parts = urlsplit(url)
    text = dict(parse_qsl(parts.query)).get("db") if parts.scheme == "unix" else parts.path.lstrip("/")
    return int(text or 0)


def with_redis_number(url: str, number: int) -> str:
    """The same Redis with another database number, as redis-py and Django want it."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        query = dict(parse_qsl(parts.query)) | {"db": str(number)}
        return f"unix://{parts.path}?{urlencode(query)}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def queue_address(url: str) -> str:
    """Where queues and heartbeats live, as redis-py wants it: the number after the cache's.

    Clearing Django's cache empties its whole database, so the queue needs one of its own.
    """
    return with_redis_number(url, redis_number(url) + 1)


def broker_address(url: str) -> str:
    """`queue_address` as Celery wants it."""
    queue = urlsplit(queue_address(url))
    if queue.scheme == "unix":
        return f"redis+socket://{queue.path}?virtual_host={redis_number(url) + 1}"
    return urlunsplit(queue)
