"""The staff files of the demo, imported by the same reader as the council's own."""

import gzip
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from foundation.import_runs.running import run_folder

STAFF = Path(__file__).parent / "data" / "staff"


class DemoFilesRejected(RuntimeError):
    """The project's own files did not import cleanly; the message says how many rows."""


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """Import teams, people, posts, absences and learning since 2017."""
    with tempfile.TemporaryDirectory() as folder:
        unpack(Path(folder))
        result = run_folder(Path(folder), by=None, at=at, progress=progress)
    rejected = sum(file.rejected for file in result.files)
    if rejected:
        raise DemoFilesRejected(f"{rejected} rows of the demo's own files were rejected: see the import history.")
    return ", ".join(f"{file.name} {file.counts.added:,}" for file in result.files)


def unpack(folder: Path) -> None:
    """Write the files, unpacked, into a folder."""
    for packed in sorted(STAFF.glob("*.csv.gz")):
        with gzip.open(packed) as source, (folder / packed.stem).open("wb") as target:
            shutil.copyfileobj(source, target)
