"""The plain way to load posts: pandas reads the file, COPY fills a table with the same constraints and indexes."""

import io
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

READ = "import pandas, sys; pandas.read_csv(sys.argv[1], dtype=str).to_csv(sys.argv[2], index=False, header=False)"
COPY = """
    COPY {table} (post_number, starts_on, ends_on, job_title, role_family, contract, fte, change_type,
                  person_id, team_id, line_manager_id, recorded_from, end_type, provisional)
    FROM STDIN WITH (FORMAT csv)
"""


def plain_seconds(path: Path) -> float:
    """Wall seconds of reading with pandas, in its own process, and copying what a post holds."""
    started = time.perf_counter()
    lines = _read_with_pandas(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE plain_post (LIKE workforce_post INCLUDING ALL)")
        keys = _keys(cursor)
        buffer = io.StringIO("".join(_row(line.split(","), keys) for line in lines))
        with cursor.copy(COPY.format(table="plain_post")) as copy:
            copy.write(buffer.getvalue())
        cursor.execute("DROP TABLE plain_post")
    return time.perf_counter() - started


def _read_with_pandas(path: Path) -> list[str]:
    plain = path.with_suffix(".plain")
    subprocess.run([sys.executable, "-c", READ, str(path), str(plain)], check=True)  # noqa: S603
    lines = plain.read_text().splitlines()
    plain.unlink()
    return lines


def _keys(cursor: object) -> tuple[dict[str, int], dict[str, int]]:
    cursor.execute("SELECT employee_number, id FROM workforce_person WHERE employee_number IS NOT NULL")  # type: ignore[attr-defined]
    people = dict(cursor.fetchall())  # type: ignore[attr-defined]
    cursor.execute("SELECT code, id FROM workforce_team")  # type: ignore[attr-defined]
    return people, dict(cursor.fetchall())  # type: ignore[attr-defined]


def _row(cells: list[str], keys: tuple[dict[str, int], dict[str, int]]) -> str:
    people, teams = keys
    values = [
        cells[1],
        cells[2],
        cells[3],
        cells[5],
        cells[6],
        cells[8],
        cells[9],
        cells[11],
        people[cells[0]],
        teams[cells[4]],
        people.get(cells[10], ""),
        "2026-01-01T00:00:00Z",
        '""',
        "f",
    ]
    return ",".join(map(str, values)) + "\n"
