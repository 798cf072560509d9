"""Word, Excel and PowerPoint files: folders pressed into a zip, so looked into before they are kept.

Every entry is read to its end, and thrown away, with the whole counted as it grows: what a zip says of
its sizes is only what its maker wrote there.
"""

import re
import zipfile
import zlib
from typing import IO

from foundation.uploads.refusals import UploadRefused

MOST_ENTRIES = 3_000
MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 150
"""How many bytes may come of one: text of office files seldom passes 30; a bomb starts at 1,000."""
STEP = 64 * 1024
TYPES = "[Content_Types].xml"
BODIES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ACTIVE = re.compile(r"vbaProject|/activeX/|macrosheets|\.(exe|dll|js|vbs|scr|bat|ps1|jar)$", re.IGNORECASE)
OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|\x00")

SPOILT = "This file is damaged or not what its name says. Open it, save it again, and choose the new file."
LOCKED = "This file has a password. Save a copy without one, or as a PDF, and choose that."
BOMB = "This file unpacks to far more than it should, so it is not opened. Save it as a PDF and choose that."
MACROS = "This file holds macros or programs. Save it without them, or as a PDF, and choose that."
FOLDERS = "Parts of this file would unpack outside their folder, so it is not opened. Save it as a PDF and choose that."


def check_docx(file: IO[bytes]) -> None:
    """A Word document."""
    _check(file, "docx")


def check_xlsx(file: IO[bytes]) -> None:
    """An Excel workbook."""
    _check(file, "xlsx")


def check_pptx(file: IO[bytes]) -> None:
    """A PowerPoint presentation."""
    _check(file, "pptx")


def _check(file: IO[bytes], form: str) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            _refuse_listed(entries, form)
            for entry in entries:
                _refuse_content(packed, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise UploadRefused(SPOILT) from None


def _refuse_listed(entries: list[zipfile.ZipInfo], form: str) -> None:
    """What the list of the zip alone gives away."""
    names = [entry.orig_filename for entry in entries]
    if any(OUTSIDE.search(name) for name in names):
        raise UploadRefused(FOLDERS)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UploadRefused(LOCKED)
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_BYTES or unpacked > MOST_RATIO * max(packed, STEP):
        raise UploadRefused(BOMB)
    if any(ACTIVE.search(name) for name in names):
        raise UploadRefused(MACROS)
    if len(set(names)) < len(names) or not {TYPES, BODIES[form]} <= set(names):
        raise UploadRefused(SPOILT)


def _refuse_content(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """What only unpacking shows: more bytes than listed, wrong checksums, macros by their type."""
    read = 0
    with packed.open(entry) as part:
        while piece := part.read(STEP):
            read += len(piece)
            if read > min(entry.file_size, MOST_BYTES):
                raise UploadRefused(BOMB)
            if entry.filename == TYPES and b"macroEnabled" in piece:
                raise UploadRefused(MACROS)
    if read != entry.file_size:
        raise UploadRefused(SPOILT)
