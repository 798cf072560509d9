"""A pytest plugin loaded before the settings: services, mode, a folder and a Redis of our own.

Every test process claims a pair of Redis databases (cache and queue) in Redis itself, so two
suites, their workers and a running site never see each other's keys.
"""

import atexit
import os
import shutil
import tempfile

import pytest
import redis

from academy.services.children import die_with_parent
from academy.services.environment import data_folder, with_redis_number
from academy.services.places import Places
from academy.services.refusals import CannotStart
from academy.services.runner import services

FIRST_PAIR = 2
CLAIM = "academy:tests:{}"


def _is_alive(process: bytes | None) -> bool:
    return process is not None and os.path.isdir(f"/proc/{int(process)}")


def claim_redis(url: str) -> str:
    """The address of a free pair of databases, emptied; held until this process ends."""
    register = redis.Redis.from_url(with_redis_number(url, 0))
    databases = int(register.config_get("databases")["databases"])
    for number in range(FIRST_PAIR, databases - 1, 2):
        name = CLAIM.format(number)
        holder = register.get(name)
        if _is_alive(holder):
            continue
        if holder is not None:
            register.delete(name)
        if register.set(name, os.getpid(), nx=True):
            atexit.register(_give_back, register, url, number, os.getpid())
            _empty(url, number)
            return with_redis_number(url, number)
    raise pytest.UsageError("Every Redis database is in use by other test runs: wait for them to end.")


def _empty(url: str, number: int) -> None:
    for each in (number, number + 1):
        with redis.Redis.from_url(with_redis_number(url, each)) as client:
            client.flushdb()


def _give_back(register: redis.Redis, url: str, number: int, owner: int) -> None:
    if os.getpid() == owner:
        try:
            _empty(url, number)
            register.delete(CLAIM.format(number))
        except redis.ConnectionError:
            return  # the servers went first, and the claim with us


def _own_servers() -> None:
    """Embedded servers apart from those of `make run`, which need not survive a power cut."""
    var = data_folder(os.environ) / "tests"
    var.mkdir(mode=0o711, parents=True, exist_ok=True)
    Places(var).throwaway.touch()
    os.environ["ACADEMY_VAR"] = str(var)


def _prepare() -> None:
    os.environ.setdefault("ACADEMY_MODE", "demo")
    if os.environ.pop("ACADEMY_TIED", ""):
        die_with_parent()
    if not os.environ.get("DATABASE_URL"):
        _own_servers()
    if "ACADEMY_TEST_FILES" not in os.environ:
        os.environ["ACADEMY_TEST_FILES"] = tempfile.mkdtemp(prefix="academy-tests-")
        atexit.register(shutil.rmtree, os.environ["ACADEMY_TEST_FILES"], ignore_errors=True)
    try:
        share = services()
    except CannotStart as refusal:
        raise pytest.UsageError(str(refusal)) from refusal
    share.__enter__()
    atexit.register(share.__exit__, None, None, None)
    os.environ["REDIS_URL"] = claim_redis(os.environ["REDIS_URL"])


_prepare()
