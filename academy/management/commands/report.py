"""`manage.py report NAME`: the figures of a report as a file (DESIGN 5). Reads only."""

import json
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.reporting import CannotReport, ask, names
from foundation.reporting import HEADINGS, Figure
from foundation.spreadsheets import write_csv, write_xlsx


def day(text: str) -> date:
    """An ISO date. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a date: write it as 2026-11-30.") from None


class Command(BaseCommand):
    """Asks one report of the registry and writes its rows."""

    help = "Write the rows of a report as CSV, JSON or a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is asked, and how it is written."""
        parser.add_argument("name", help=f"one of: {', '.join(names())}")
        parser.add_argument("--from", dest="first", type=day, help="first day of the period")
        parser.add_argument("--to", dest="last", type=day, help="last day of the period")
        parser.add_argument("--as-at", type=day, help="tell the world of this day, by what is known now")
        parser.add_argument("--known-on", type=day, help="use only what had been recorded by the end of this day")
        parser.add_argument("--team", default="", help="code of the top of a subtree of teams")
        parser.add_argument("--by", default="", help="how to group")
        parser.add_argument("--viewer", default="", help="e-mail of the user whose rights limit the rows, or public")
        parser.add_argument("--format", choices=FORMATS, default="csv")
        parser.add_argument("--out", type=Path, help="file to write; without one, standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask first, so that a question that cannot be answered leaves no file."""
        try:
            asked = {key: options[key] for key in ("first", "last", "as_at", "known_on", "team", "by", "viewer")}
            figures = ask(name=options["name"], today=timezone.localdate(), **asked)
        except CannotReport as refusal:
            raise CommandError(str(refusal)) from refusal
        self._write(FORMATS[options["format"]](figures, options["name"]), options["out"], options["format"])

    def _write(self, chunks: Iterable[bytes], out: Path | None, format_name: str) -> None:
        if out is not None:
            waiting = out.with_name(f"{out.name}.part")
            with waiting.open("wb") as file:
                file.writelines(chunks)
            os.replace(waiting, out)
            return
        if format_name == "xlsx":
            raise CommandError("A workbook needs a file: name one with --out.")
        for chunk in chunks:
            self._print(chunk)

    def _print(self, chunk: bytes) -> None:
        self.stdout.write(chunk.decode(), ending="")


def _csv(figures: list[Figure], name: str) -> Iterator[bytes]:
    return write_csv(HEADINGS, (figure.row() for figure in figures), mark=False)


def _xlsx(figures: list[Figure], name: str) -> Iterator[bytes]:
    return write_xlsx(HEADINGS, (figure.row() for figure in figures), title=name)


def _json(figures: list[Figure], name: str) -> Iterator[bytes]:
    """A list of objects, one on a line."""
    yield b"["
    for number, figure in enumerate(figures):
        row = dict(zip(HEADINGS, map(_plain, figure.row()), strict=True))
        yield (",\n" if number else "\n").encode() + json.dumps(row, ensure_ascii=False).encode()
    yield b"\n]\n"


def _plain(value: Any) -> Any:
    """Dates as they are written, whole numbers without a point."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


FORMATS = {"csv": _csv, "json": _json, "xlsx": _xlsx}
