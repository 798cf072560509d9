"""Whitenoise's storage, which remembers the address of each file: the name with its hash never changes in a process.

Every page asks for the same five, and each asking takes the address apart and puts it together again.
"""

from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """The `staticfiles` store of settings.STORAGES."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._addresses: dict[tuple[str, bool, bool], str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file; with DEBUG, as Django gives it, without its hash."""
        asked = (name, force, settings.DEBUG)
        if asked not in self._addresses:
            self._addresses[asked] = super().url(name, force)
        return self._addresses[asked]
