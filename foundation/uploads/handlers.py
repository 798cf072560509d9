"""Requests that carry too much are not read to their end.

Django parses a form in its order. Our forms put their words before their files, so that when the first
file of a request that is too large arrives, every word is already read: reading stops there, the page
comes back with what was typed and says why.
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

CEILING = 60 * 1024 * 1024
"""Bytes of a whole request: five evidence files of 10 MB, or one document of the CMS, with room to spare."""
TOO_LARGE = (
    "The files you chose are too large to send: {sent} MB together. Choose smaller ones, or fewer at a time. "
    "Nothing else you entered is lost."
)
_MARK = "_upload_was_stopped_at"


class CeilingHandler(FileUploadHandler):
    """Stands before the handlers that store."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Note how much the request says it carries."""
        self.request_bytes = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The first file of a request that is too large ends the reading."""
        super().new_file(*args, **kwargs)
        self._stop_beyond(self.request_bytes)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """A request that says less than it carries is stopped when it shows."""
        self._stop_beyond(start + len(raw_data))
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Another handler keeps the file."""

    def _stop_beyond(self, count: int) -> None:
        if count > CEILING:
            setattr(self.request, _MARK, count)
            # What is left is not read: a page that says so comes back at once.
            raise StopUpload(connection_reset=True)


def refusal(request: HttpRequest) -> str:
    """What to say of a request whose files were not read; empty where all were."""
    # The files are parsed when they are first asked for.
    _ = request.FILES
    count = getattr(request, _MARK, 0)
    return TOO_LARGE.format(sent=-(-count // (1024 * 1024))) if count else ""
