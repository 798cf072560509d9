"""A fresh worker knows every task that anybody may put on the queue."""

import json

import pytest

from academy import settings
from tests.academy.programs import environment, python

ASK = """
import json
from academy.celery import app
app.loader.import_default_modules()
print(json.dumps(sorted(app.tasks)))
"""
ASK_CLOCK = """
import json, sys
from academy.clock import app
timetable = [entry["task"] for entry in app.conf.beat_schedule.values()]
print(json.dumps([timetable, app.conf.broker_url, "django.db.models" in sys.modules]))
"""


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """Nobody needs to answer: the worker and beat are only asked what they know."""
    return environment(
        tmp_path_factory.mktemp("var"), DATABASE_URL="postgresql://none@/none", REDIS_URL="redis://none:1/4"
    )


def test_a_worker_knows_the_whole_timetable_and_wagtails_tasks(env):
    known = json.loads(python("-c", ASK, env=env).stdout)
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} | {"django_tasks.run"}
    assert wanted <= set(known)


def test_beat_has_the_timetable_and_the_queue_without_loading_the_rooms(env):
    timetable, broker, rooms_loaded = json.loads(python("-c", ASK_CLOCK, env=env).stdout)
    assert sorted(timetable) == sorted(entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())
    assert broker == "redis://none:1/5"
    assert not rooms_loaded
