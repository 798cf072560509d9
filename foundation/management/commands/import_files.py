"""`manage.py import_files DIR`: import every file found in a folder (DESIGN 5)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from foundation.import_runs import ImportBusy, NothingToImport, RunResult, run_folder
from foundation.import_runs.results import NOTHING_WRITTEN

SHOWN = 50


class Command(BaseCommand):
    """Exit code 0: clean. 3: rows rejected. 2: nothing written. Progress goes to stderr."""

    help = "Import every CSV and XLSX file found in a folder, in dependency order, in one transaction."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder and the ways to run it."""
        parser.add_argument("folder", type=Path, help="The folder that holds the files.")
        parser.add_argument("--strict", action="store_true", help="Write nothing when any row is rejected.")
        parser.add_argument("--preview", action="store_true", help="Count and check everything, write nothing.")
        parser.add_argument("--json", action="store_true", help="Print counts, errors and warnings as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, report, and leave with the contract's exit code."""
        try:
            result = run_folder(
                options["folder"],
                by=None,
                at=timezone.now(),
                strict=options["strict"],
                preview=options["preview"],
                progress=self._progress,
            )
        except (NothingToImport, ImportBusy) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(NOTHING_WRITTEN)
        for name in result.ignored:
            self._progress(f"{name}: no part of the Academy reads this file yet, so it was left alone")
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._tell(result)
        sys.exit(result.exit_code)

    def _progress(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()

    def _tell(self, result: RunResult) -> None:
        """The same for people: a line for each file, then what was wrong."""
        for file in result.files:
            counts = ", ".join(f"{number} {word}" for word, number in file.as_dict().items())
            self.stdout.write(f"{file.name}: {counts}")
        report = result.as_dict()
        for word in ("errors", "warnings"):
            self._tell_problems(report[word], word)
        if result.run.state == result.run.State.PREVIEWED:
            self.stdout.write("Preview: nothing was written.")
        elif result.run.message:
            self.stdout.write(result.run.message)

    def _tell_problems(self, problems: list[dict[str, Any]], word: str) -> None:
        for problem in problems[:SHOWN]:
            where = f"{problem['file']}, line {problem['line']}, {problem['column']}"
            self.stdout.write(f"{where}: {problem['value']!r}: {problem['reason']}")
        if len(problems) > SHOWN:
            self.stdout.write(f"… and {len(problems) - SHOWN} more {word}: use --json to see them all.")
