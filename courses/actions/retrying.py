"""Trying an action again when the database gave it up for another's sake."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

GIVEN_UP = {"40P01", "40001"}
"""SQLSTATE of a deadlock and of a serialization failure: nothing was written, and trying again is right."""
TRIES = 4

Params = ParamSpec("Params")
Answer = TypeVar("Answer")


def retried(action: Callable[Params, Answer]) -> Callable[Params, Answer]:
    """Run an atomic action again, at most `TRIES` times in all, when it lost a deadlock.

    The lock order leaves none among our own actions; an import that holds thousands of rows is
    another matter. Inside somebody else's transaction it does nothing: that one must start again.
    """

    @wraps(action)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> Answer:
        if connection.in_atomic_block:
            return action(*args, **kwargs)
        for _ in range(TRIES - 1):
            try:
                return action(*args, **kwargs)
            except OperationalError as fault:
                if getattr(fault.__cause__, "sqlstate", None) not in GIVEN_UP:
                    raise
        return action(*args, **kwargs)

    return run
