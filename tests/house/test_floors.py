"""The import contracts hold, and each one bites when something is planted (DESIGN 2)."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.floors import ROOMS, ROOT


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", "pyproject.toml", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy_of_the_house(tmp_path):
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "data", "*.html"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_the_contracts_hold():
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "broken"),
    [
        ("workforce/models/people.py", "import courses.models", "Floors"),
        ("foundation/changelog.py", "import workforce.models", "Floors"),
        ("courses/models/course.py", "import courses.actions.sessions", "Order inside each room"),
        ("courses/models/course.py", "import pandas", "pandas stays"),
        ("courses/models/course.py", "import reportlab", "reportlab stays"),
    ],
)
def test_a_planted_import_is_caught(copy_of_the_house, module, planted, broken):
    path = copy_of_the_house / module
    path.write_text(path.read_text() + f"\n{planted}\n")
    result = _lint(copy_of_the_house)
    assert result.returncode != 0
    assert [line for line in result.stdout.splitlines() if line.startswith(broken) and "BROKEN" in line]


def test_a_planted_sideways_import_is_caught(copy_of_the_house):
    (copy_of_the_house / "supervision" / "planted.py").write_text('"""Planted."""\n\nimport courses.models\n')
    result = _lint(copy_of_the_house)
    assert result.returncode != 0
    assert "supervision is not allowed to import courses" in result.stdout
