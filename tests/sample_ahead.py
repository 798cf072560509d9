"""The sample is made beside tests that do not read it: nobody waits two minutes for it.

Run as a program it makes the sample and ends.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from academy.services.environment import PROJECT
from tests import databases


def reads_sample(item: pytest.Item) -> bool:
    """Whether a test reads the database that holds the full demo."""
    return item.get_closest_marker("sample") is not None


def in_good_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Half of the others first, so that the sample is there; then those that read it, which take long; then the
    other half, so that no process ends long before the rest."""
    reading = [item for item in items if reads_sample(item)]
    others = [item for item in items if not reads_sample(item)]
    half = len(others) // 2
    return [*others[:half], *reading, *others[half:]]


class SampleAhead:
    """The program that makes the sample, where the tests of this run want it and this process is to begin it."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.program: subprocess.Popen[bytes] | None = None
        first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
        if first and any(map(reads_sample, items)) and not databases.has_template(databases.SAMPLE):
            self.program = subprocess.Popen(
                [sys.executable, "-m", "tests.sample_ahead"], cwd=PROJECT, env=os.environ | {"ACADEMY_TIED": "1"}
            )

    def end(self) -> None:
        """Wait for it; a sample that could not be made has failed the tests that wanted it."""
        if self.program is not None:
            self.program.wait()


if __name__ == "__main__":
    from tests import early  # noqa: F401 - services, and a Redis of its own

    databases.ensure_template(databases.SAMPLE)
