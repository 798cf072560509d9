"""A StreamField whose blocks stay out of migrations.

The database column is JSON whatever the blocks are, so a changed label or a new block needs no
migration. The way is the one ONS's Wagtail site takes, written here for one use: a migration names
the field and nothing of its blocks.
"""

from typing import Any

from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """Write it as a StreamField; migrations see neither its blocks nor its limits."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The field as a migration writes it."""
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
