"""Sealing text: authenticated encryption, with the mark of its key kept beside it.

Keys are derived from ``settings.FIELD_KEYS`` for this purpose alone. The first key seals, all of
them open. What is kept is: one byte for the format, eight that mark the key, twelve of nonce, then
AES-256-GCM over the text, which also covers format and mark. Nothing is kept of an empty text.
"""

import os
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE: Final = b"academy.protected_text.v1"
FORMAT: Final = b"\x01"
MARK, NONCE = 8, 12
HEAD: Final = len(FORMAT) + MARK
"""Bytes at the beginning that say how, and under which key, the rest is sealed."""
KEY_GONE = (
    "This text was sealed under a key that is not among FIELD_KEYS. Nothing is lost: put the key back at the end of "
    "FIELD_KEYS, and it opens again."
)
CHANGED = (
    "This text does not open: its sealed bytes were changed or cut short. Bring them back from a backup; what is in "
    "the database is left as it is."
)


class CannotOpen(Exception):
    """Sealed bytes that do not open; the message says why, what to do, and nothing of the text."""


def seal(text: str) -> bytes:
    """The text under the newest key; b"" for an empty one."""
    if not text:
        return b""
    nonce, key = os.urandom(NONCE), _newest()
    head = FORMAT + key_mark(key)
    return head + nonce + _box(key).encrypt(nonce, text.encode(), head)


def unseal(sealed: bytes) -> str:
    """The text again. Raises CannotOpen; never changes or drops what it was given."""
    if not sealed:
        return ""
    head, nonce, body = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    key = next((each for each in settings.FIELD_KEYS if FORMAT + key_mark(each) == head), None)
    if key is None:
        raise CannotOpen(KEY_GONE if sealed.startswith(FORMAT) and len(sealed) > HEAD + NONCE else CHANGED)
    try:
        return _box(key).decrypt(nonce, body, head).decode()
    except (InvalidTag, ValueError) as refusal:
        raise CannotOpen(CHANGED) from refusal


def newest_head() -> bytes:
    """How everything sealed under the newest key begins."""
    return FORMAT + key_mark(_newest())


@cache
def key_mark(key: str) -> bytes:
    """Eight bytes by which a key is known and from which it cannot be worked out."""
    return _derived(key, b"mark")[:MARK]


def derived_key(key: str, purpose: bytes) -> bytes:
    """32 bytes from one of FIELD_KEYS, for a purpose of its own."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key.encode())


def _newest() -> str:
    return str(settings.FIELD_KEYS[0])


@cache
def _box(key: str) -> AESGCM:
    return AESGCM(_derived(key, b"seal"))


def _derived(key: str, use: bytes) -> bytes:
    return derived_key(key, PURPOSE + b":" + use)
