"""What the environment must hold, and the addresses made from it."""

import pytest

from academy.services.environment import (
    REQUIRED,
    broker_address,
    missing_variables,
    queue_address,
    require,
    with_redis_number,
)
from academy.services.refusals import CannotStart
from tests.academy.programs import environment, python


def test_demo_mode_needs_nothing():
    assert missing_variables({"ACADEMY_MODE": "demo"}) == ()


def test_outside_demo_mode_every_missing_variable_is_named_in_one_sentence():
    with pytest.raises(CannotStart) as refusal:
        require({"SECRET_KEY": "x", "REDIS_URL": " "})
    sentence = str(refusal.value)
    assert "SECRET_KEY" not in sentence
    assert all(name in sentence for name in REQUIRED if name != "SECRET_KEY")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "program", [("manage.py", "check"), ("-m", "academy.services", "up"), ("-m", "academy.services", "run", "true")]
)
def test_every_way_in_refuses_with_the_sentence_alone(tmp_path, program):
    done = python(*program, env=environment(tmp_path, ACADEMY_MODE="", SECRET_KEY="x"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Cannot start: set FIELD_KEYS, DIGEST_KEY, ALLOWED_HOSTS, BASE_URL, DATABASE_URL,")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "queue", "broker"),
    [
        ("unix:///run/r.sock?db=4", "unix:///run/r.sock?db=5", "redis+socket:///run/r.sock?virtual_host=5"),
        ("unix:///run/r.sock", "unix:///run/r.sock?db=1", "redis+socket:///run/r.sock?virtual_host=1"),
        ("redis://:pw@host:6379/2", "redis://:pw@host:6379/3", "redis://:pw@host:6379/3"),
        ("rediss://host", "rediss://host/1", "rediss://host/1"),
    ],
)
def test_the_queue_has_the_database_after_the_cache(url, queue, broker):
    assert queue_address(url) == queue
    assert broker_address(url) == broker


def test_a_redis_number_is_replaced():
    assert with_redis_number("unix:///run/r.sock?db=4", 9) == "unix:///run/r.sock?db=9"
