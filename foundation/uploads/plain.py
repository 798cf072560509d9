"""PDF and plain text, by what they are made of."""

import re
from typing import IO

from foundation.uploads.refusals import UploadRefused

NO_PDF = (
    "This file is called .pdf but is not a PDF. A web page saved under that name is not one either: print it to a PDF."
)
ACTIVE_PDF = "This PDF holds a program or starts one. Print it to a new PDF and choose that."
NO_TEXT = "This file is called .txt but holds more than plain text. Save it as plain text (UTF-8) or as a PDF."
STARTS_SOMETHING = re.compile(rb"/(JavaScript|Launch|EmbeddedFile)\b")
TAIL = 2048
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def check_pdf(file: IO[bytes]) -> None:
    """A PDF from its first byte to its last line, without a program that we can see.

    What stands in packed parts of a PDF is not read here: nobody's browser ever shows it in our pages
    (`foundation.private_files`).
    """
    content = file.read()
    if not re.match(rb"%PDF-[12]\.\d", content) or b"%%EOF" not in content[-TAIL:] or b"startxref" not in content:
        raise UploadRefused(NO_PDF)
    if STARTS_SOMETHING.search(content):
        raise UploadRefused(ACTIVE_PDF)


def check_txt(file: IO[bytes]) -> None:
    """Text as an editor writes it: UTF-8, with or without a mark at its start."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefused(NO_TEXT) from None
    if CONTROL.search(text):
        raise UploadRefused(NO_TEXT)
