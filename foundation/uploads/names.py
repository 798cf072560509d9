"""The name a file came with: refused where it is none, tidied where it is one."""

import re
import unicodedata

from foundation.uploads.refusals import UploadRefused

LONGEST = 120
PARTS = re.compile(r"[/\\]|\.\.")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(given: str) -> tuple[str, str]:
    """The tidied name and its ending in lower case without the dot, as ("Certificate.pdf", "pdf").

    Raises UploadRefused for a name with parts of a path, which no program of a person's own sends, with
    characters nobody sees (they can turn "fdp.exe" round into "exe.pdf"), or without an ending.
    """
    name = unicodedata.normalize("NFC", given).strip()
    if PARTS.search(name):
        raise UploadRefused("This file’s name holds part of a folder’s name. Rename the file, then choose it again.")
    if UNSEEN.search(name):
        raise UploadRefused("This file’s name holds hidden characters. Rename the file, then choose it again.")
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(" .") or not ending.isalnum():
        raise UploadRefused("This file’s name has no ending such as .pdf. Rename the file, then choose it again.")
    tidy = re.sub(r'[<>:"|?*\s]+', " ", stem).strip(" .") or "file"
    return f"{tidy[:LONGEST]}.{ending.lower()}", ending.lower()
