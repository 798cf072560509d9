"""One file, from what a person chose to what may be kept."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from foundation.uploads import names, office, pictures, plain
from foundation.uploads.limits import Limits
from foundation.uploads.refusals import UploadRefused

CHECKS: dict[str, Callable[[IO[bytes]], None]] = {
    "pdf": plain.check_pdf,
    "png": pictures.check_png,
    "jpg": pictures.check_jpeg,
    "jpeg": pictures.check_jpeg,
    "docx": office.check_docx,
    "xlsx": office.check_xlsx,
    "pptx": office.check_pptx,
    "txt": plain.check_txt,
}
TAKEN = "PDF, Word, Excel, PowerPoint, plain text, or a picture (PNG or JPEG)"
ACCEPT = ",".join(f".{ending}" for ending in CHECKS)
"""For a file field's `accept`: a browser then offers these first."""
STEP = 64 * 1024


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may be kept: the tidied name, its ending, bytes, and the SHA-256 of the content in hex."""

    name: str
    ending: str
    size: int
    digest: str


def accept(file: Any, limits: Limits, name: str = "") -> Accepted:
    """Check a file as a form hands it over (`name`, `size`, readable and seekable). Leaves it at its start.

    Where a request brought it, the name it was sent under counts (`sent_name`). Raises UploadRefused. The cheap
    questions come first: name, then size, then content.
    """
    tidy, ending = names.clean(name or getattr(file, "sent_name", file.name) or "")
    if ending not in CHECKS:
        raise UploadRefused(f"Files ending in .{ending} are not taken. Choose {TAKEN}.")
    size = int(file.size or 0)
    if size > limits.largest:
        raise UploadRefused(
            f"This file is larger than {limits.megabytes} MB. Make it smaller, for example by scanning at a lower "
            "quality or keeping only the pages that matter."
        )
    if size == 0:
        raise UploadRefused("This file is empty. Check that it was saved, then choose it again.")
    file.seek(0)
    CHECKS[ending](file)
    file.seek(0)
    return Accepted(tidy, ending, size, _digest(file))


def stored_name(accepted: Accepted) -> str:
    """The name in the store: nothing of what the person typed, so that nothing of it can do harm or tell."""
    return f"{uuid.uuid4().hex}.{accepted.ending}"


def _digest(file: Any) -> str:
    found = hashlib.sha256()
    while piece := file.read(STEP):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()
