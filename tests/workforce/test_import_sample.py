"""The full sample of staff files: nothing rejected, nothing changed the second time, and quick."""

import gzip
import time
from pathlib import Path

import pytest

from foundation.import_runs import Incoming, run_folder
from tests.workforce.import_files import DAY, MONDAY
from workforce import invariants
from workforce.models import Absence, Person, Post, Team
from workforce.querysets.joins import join_proposals

pytestmark = pytest.mark.django_db
STAFF = Path(__file__).resolve().parents[2] / "academy" / "demo" / "data" / "staff"
NAMES = ("teams", "people", "posts", "absences")
CPU_SECONDS = 8


def sample():
    return [Incoming(f"{name}.csv", gzip.decompress((STAFF / f"{name}.csv.gz").read_bytes())) for name in NAMES]


def test_the_sample_is_taken_whole_twice_and_holds(settings):
    settings.SLOTS = {**settings.SLOTS, "after_import": []}
    files = sample()
    begun = time.process_time()
    first = run_folder(files, by=None, at=MONDAY).as_dict()
    assert time.process_time() - begun < CPU_SECONDS
    assert (first["errors"], first["warnings"]) == ([], [])
    assert [row["added"] for row in first["files"].values()] == [132, 2432, 3273, 12097]
    counts = (Team.objects.count(), Person.objects.count(), Post.objects.count(), Absence.objects.count())
    assert counts == (132, 2432, 3273, 12097)
    again = run_folder(files, by=None, at=MONDAY + DAY).as_dict()
    assert [row["unchanged"] for row in again["files"].values()] == [132, 2432, 3273, 12097]
    assert len(join_proposals()) == 20
    assert list(invariants.check()) == []
