"""Runs Wagtail's own background tasks (search index, reference index, files) on our Celery workers.

Wagtail hands them to `django_tasks`, which brings no Celery backend for Django 5.2.
"""

from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json


@shared_task(name="django_tasks.run", ignore_result=True)
def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run one `django_tasks` task by the dotted path of the task object.

    Raises TypeError when the path names anything else, so a message cannot call any function.
    """
    task = import_string(path)
    if not isinstance(task, Task):
        raise TypeError(f"{path} is not a background task")
    task.call(*args, **kwargs)


class CeleryBackend(BaseTaskBackend):
    """Puts tasks on the queue once the transaction has committed: Wagtail enqueues inside it."""

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Queue `task`; its arguments must be JSON. The result cannot be asked for later."""
        self.validate_task(task)
        number = get_random_id()
        sent_args, sent_kwargs = normalize_json(list(args)), normalize_json(kwargs)

        def send() -> None:
            run.apply_async((task.module_path, sent_args, sent_kwargs), task_id=number)

        transaction.on_commit(send, robust=True)
        return TaskResult(
            task=task,
            id=number,
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=sent_args,
            kwargs=sent_kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
