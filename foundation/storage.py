"""Where files live: public renditions apart from private files (DESIGN "Files")."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The store of evidence, import files, packs and certificates; never served by address."""
    return storages["private"]
