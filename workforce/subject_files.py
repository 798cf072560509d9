"""The file somebody gets: a page to read, a table for each section, everything for a program, and their files."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.template.loader import render_to_string

from foundation.slots import Section, SubjectRow
from foundation.spreadsheets import write_csv

PAGE = "workforce/subject_export.html"
MISSING = "no longer in the store"


@dataclass(frozen=True, slots=True)
class Shown:
    """One section with the rows as the person may read them."""

    section: Section
    rows: tuple[SubjectRow, ...]


@contextmanager
def write_zip(name: str, on: date, sections: Iterable[Shown], storage: Storage) -> Iterator[File]:
    """A file on disk, so that its size is no matter: index.html, tables/, files/ and everything.json."""
    with tempfile.TemporaryFile() as space:
        with zipfile.ZipFile(space, "w", zipfile.ZIP_DEFLATED) as archive:
            found = list(sections)
            files = {shown.section.code: list(_files(archive, shown, storage)) for shown in found}
            for shown in found:
                archive.writestr(f"tables/{shown.section.code}.csv", _table(shown))
            archive.writestr("everything.json", _everything(name, on, found))
            page = {"name": name, "on": on, "sections": [(shown, files[shown.section.code]) for shown in found]}
            archive.writestr("index.html", render_to_string(PAGE, page))
        space.seek(0)
        yield File(space, name="export.zip")


def _table(shown: Shown) -> bytes:
    return b"".join(write_csv(list(shown.section.headings), (row.cells for row in shown.rows)))


def _everything(name: str, on: date, sections: list[Shown]) -> str:
    data: dict[str, Any] = {"name": name, "made_on": on.isoformat(), "sections": {}}
    for shown in sections:
        headings = shown.section.headings
        data["sections"][shown.section.code] = {
            "title": shown.section.title,
            "rows": [dict(zip(headings, row.cells, strict=True)) for row in shown.rows],
        }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _files(archive: zipfile.ZipFile, shown: Shown, storage: Storage) -> Iterator[tuple[str, str]]:
    """Copies each file in; its name for the reader and its place, or that it is gone."""
    for number, (label, stored) in enumerate(each for row in shown.rows for each in row.files):
        if not storage.exists(stored):
            yield label, MISSING
            continue
        place = f"files/{shown.section.code}/{number + 1}-{PurePosixPath(label).name}"
        with storage.open(stored, "rb") as content, archive.open(place, "w") as copy:
            for chunk in iter(lambda: content.read(1 << 16), b""):
                copy.write(chunk)
        yield label, place
