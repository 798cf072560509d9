"""Where files live: public renditions apart from private files (DESIGN "Files")."""

from typing import NoReturn

from django.core.files.storage import FileSystemStorage, Storage, storages


def private_storage() -> Storage:
    """The store of evidence, import files, packs and certificates; never served by address."""
    return storages["private"]


class PrivateFolder(FileSystemStorage):
    """A folder whose files have no address: `foundation.private_files` sends them."""

    def url(self, name: str | None) -> NoReturn:
        """Django would fall back to the public address; a private file must never be given one."""
        raise ValueError("A private file is not accessible via a URL.")
