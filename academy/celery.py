"""The Celery application: work after commit and the clock's jobs."""

import gc
import os
import signal

from celery import Celery
from celery.signals import worker_before_create_process, worker_process_init

from academy.heartbeat import Heartbeat
from academy.services.children import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")

app = Celery("academy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="scheduled")
app.steps["worker"].add(Heartbeat)


def end_with_worker(**_: object) -> None:
    """A pool process whose worker was killed would wait for work for ever: let it end too.

    Killed outright, as the worker was: asked politely it may be waiting where it does not listen.
    What it had in hand goes back on the queue.
    """
    die_with_parent(signal.SIGKILL)


def keep_memory_shared(**_: object) -> None:
    """Keep what is loaded out of the garbage collector's way, or each pool process copies it."""
    gc.freeze()


worker_before_create_process.connect(keep_memory_shared)
worker_process_init.connect(end_with_worker)
