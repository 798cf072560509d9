"""Serves the public store, so that `make run` and a small deployment need no other server."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

SHOWN = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""What a page may show. Anything else goes out as a download."""

RENDITIONS, ORIGINALS = "images/", "original_images/"
A_YEAR = 31_536_000


@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One picture of the public store. A rendition never changes under its name, so it keeps a year.

    An original is for editors only: it can hold more than it shows (where it was taken, say). 404 for
    what is not there, for folders and documents (they are private or have a view of their own that
    checks who asks), and where the store is not a folder: S3 has addresses of its own.
    """
    if not isinstance(default_storage._wrapped, FileSystemStorage) or not _may_see(request, name):  # type: ignore[attr-defined]
        raise Http404
    try:
        changed = int(default_storage.get_modified_time(name).timestamp())
        if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
            return HttpResponseNotModified()
        opened = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    return _send(opened, name, changed)


def _may_see(request: HttpRequest, name: str) -> bool:
    if name.startswith(ORIGINALS):
        return request.user.has_perm("wagtailadmin.access_admin")
    return name.startswith(RENDITIONS)


def _send(opened: File, name: str, changed: int) -> FileResponse:
    suffix = PurePosixPath(name).suffix.lower()
    response = FileResponse(
        opened,
        as_attachment=suffix not in SHOWN,
        filename=PurePosixPath(name).name,
        content_type=SHOWN.get(suffix, "application/octet-stream"),
    )
    kept = f"public, max-age={A_YEAR}, immutable" if name.startswith(RENDITIONS) else "private, no-store"
    response["Cache-Control"] = kept
    response["Last-Modified"] = http_date(changed)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
