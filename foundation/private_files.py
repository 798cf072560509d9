"""Sends files of the private store: evidence, import files, packs, certificates (DESIGN 4, "Files").

A private file has no address of its own. A view loads its row, asks its own predicate, and hands the
answer and the file in here:

    return private_file(row.file, allowed=permissions.can_read_evidence(request.user, row))
"""

from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import FileResponse, Http404


def private_file(file: File, *, allowed: bool, name: str = "") -> FileResponse:
    """Stream `file` as a download called `name` (its own name without folders by default).

    Always an attachment, never shown in our pages, never kept by a cache in between. Raises
    PermissionDenied unless `allowed`, and Http404 when the row's file is gone from the store.
    """
    if not allowed:
        raise PermissionDenied("This file is not yours to read.")
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the store.") from error
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=name or PurePosixPath(file.name or "file").name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
