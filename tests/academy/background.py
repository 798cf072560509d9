"""A background task of the tests, at a dotted path a worker can import."""

from django.core.cache import cache
from django_tasks import task


@task()
def leave_word(name: str, *, word: str) -> None:
    cache.set(name, word)
