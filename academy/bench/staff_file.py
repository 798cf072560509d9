"""An HR file of 50,000 posts, against pandas reading it and COPY writing it into the same table."""

import csv
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from academy.bench.plain_copy import plain_seconds
from academy.bench.table import Ratio
from foundation.import_runs.running import run_folder
from workforce.models import Post

POSTS, TEAMS = 50_000, 400
POST_COLUMNS = (
    *("employee_number", "post_number", "start_date", "end_date", "team_code", "job_title", "role_family"),
    *("org_role", "contract", "fte", "line_manager_number", "change_type", "start_origin", "end_type"),
    *("leaving_reason", "leaving_destination", "covering_vacancy"),
)


def measure() -> Iterator[Ratio]:
    """Wall time of `import_files` for posts.csv alone over the plain copy's; steps after it are left out."""
    with tempfile.TemporaryDirectory() as name, override_settings(SLOTS=settings.SLOTS | {"after_import": []}):
        folder = Path(name)
        _people(folder)
        run_folder(folder, by=None, at=timezone.now())
        for path in folder.iterdir():
            path.unlink()
        _posts(folder)
        by_hand = plain_seconds(folder / "posts.csv")
        started = time.perf_counter()
        run_folder(folder, by=None, at=timezone.now())
        ours = time.perf_counter() - started
    if Post.objects.current().filter(post_number__startswith="BP").count() != POSTS:
        raise RuntimeError("The staff file of the bench did not import cleanly.")
    yield Ratio("HR file of 50,000 posts against pandas and COPY", ours / by_hand, 3)


def _people(folder: Path) -> None:
    with (folder / "teams.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["team_code", "team_name", "parent_code", "level", "service_area"])
        rows.writerows([f"B{n}", f"Bench team {n}", "CROWD", "team", "social_care"] for n in range(TEAMS))
    with (folder / "people.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["employee_number", "first_name", "last_name", "work_email"])
        rows.writerows([f"7{n:06d}", "Bench", f"Person{n}", f"bench{n}@example.org"] for n in range(POSTS))


def _posts(folder: Path) -> None:
    with (folder / "posts.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(POST_COLUMNS)
        for n in range(POSTS):
            manager = "" if n % 8 == 0 else f"7{n - n % 8:06d}"
            start = f"20{10 + n % 15}-0{1 + n % 9}-15"
            rows.writerow(
                [
                    f"7{n:06d}",
                    f"BP{n}",
                    start,
                    "",
                    f"B{n % TEAMS}",
                    "Practitioner",
                    "early_help",
                    "",
                    "permanent",
                    "0.8" if n % 3 else "1",
                    manager,
                    "hire",
                    "",
                    "",
                    "",
                    "",
                    "",
                ]
            )
