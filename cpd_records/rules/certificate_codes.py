"""A certificate's code as people type it and read it out."""

from cpd_records.models.records import CODE_ALPHABET
from foundation.protected_text.digesting import digest

LETTERS = frozenset(CODE_ALPHABET)
LENGTH = 16


def normalised(text: str) -> str:
    """A typed code without spaces and dashes, in capitals; empty when it cannot be one of ours."""
    code = "".join(character for character in text.upper() if character.isalnum())
    return code if len(code) == LENGTH and set(code) <= LETTERS else ""


def grouped(code: str) -> str:
    """ "ABCD-EFGH-JKMN-PQRS": four by four."""
    return "-".join(code[first : first + 4] for first in range(0, len(code), 4))


def grave_of(code: str) -> str:
    """The place of a certificate's tombstone: found by whoever has the code, and tells nobody the code."""
    return f"certificate:{digest('cpd_records.certificate', code)}"
