"""What the OpenAPI description covers."""

from collections.abc import Iterable
from typing import Any

OURS = "/api/v1/"


def only_ours(endpoints: Iterable[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """Our own addresses: the CMS has an API of its own, which is for its pages alone."""
    return [row for row in endpoints if row[0].startswith(OURS)]
