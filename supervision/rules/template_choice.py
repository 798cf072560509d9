"""Which template a record begins with: by what the meeting is, and by the work of the person supervised; pure."""

from collections.abc import Iterable, Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "individual": "individual",
    "case": "case",
    "group": "group",
    "asye": "newly_qualified",
    "wellbeing": "wellbeing",
    "ad_hoc": "note",
}
VARIANTS: Final = (("management", "manager"), ("early_help", "early_help"), ("residential", "children_in_care"))
"""Role families with words of their own, the first that fits; everybody else has the general form."""


def kind_for(meeting_kind: str) -> str:
    """The kind of template."""
    return KINDS[meeting_kind]


def variant_for(role_families: Iterable[str]) -> str:
    """The variant for somebody with these posts, or "" for the general one."""
    held = set(role_families)
    return next((variant for family, variant in VARIANTS if family in held), "")
