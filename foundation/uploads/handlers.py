"""Requests that carry too much are not read to their end, and files keep the names they were sent under.

Django parses a form in its order. Our forms put their words before their files, so that when the first
file of a request that is too large arrives, every word is already read: reading stops there, the page
comes back with what was typed and says why.

Django's parser cuts a name such as `../../x.pdf` to its last part and takes out characters nobody sees.
Whoever sent it should be told instead (`foundation.uploads.names`), so the file says in `sent_name` what
it was called.
"""

import html
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

CEILING = 60 * 1024 * 1024
"""Bytes of a whole request: five evidence files of 10 MB, or one document of the CMS, with room to spare."""
TOO_LARGE = (
    "The files you chose are too large to send: {sent} MB together. Choose smaller ones, or fewer at a time. "
    "Nothing else you entered is lost."
)
_MARK = "_upload_was_stopped_at"


class _NamesAsSent(MultiPartParser):
    """Django's own; `changed` are the names of files it made safe, as a file has them, with what they were."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.changed: dict[str, str] = {}

    def sanitize_file_name(self, file_name: str) -> str | None:
        """The safe name, or None where nothing is left of it."""
        sent, kept = html.unescape(file_name), super().sanitize_file_name(file_name)
        if kept and kept != sent:
            self.changed[str(UploadedFile(name=kept).name)] = sent
        return kept


class FirstHandler(FileUploadHandler):
    """Stands before the handlers that store."""

    request_bytes: int | None = None

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> tuple[Any, Any] | None:
        """Note how much the request says it carries, and have it read by a parser that remembers names.

        That parser asks its handlers once more, this one too, and then goes on by itself.
        """
        if self.request is None or self.request_bytes is not None:
            return None
        self.request_bytes = content_length
        parser = _NamesAsSent(META, input_data, self.request.upload_handlers, encoding)
        words, files = parser.parse()
        for name in files:
            for file in files.getlist(name):
                file.sent_name = parser.changed.get(file.name, file.name)
        return words, files

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The first file of a request that is too large ends the reading."""
        super().new_file(*args, **kwargs)
        self._stop_beyond(self.request_bytes or 0)

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
