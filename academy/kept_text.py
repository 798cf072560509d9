"""Sealing what somebody typed while it waits for them to sign in again.

The keys are derived from ``settings.FIELD_KEYS`` for this purpose alone, so that neither the cache
nor a copy of it can be read; the first key seals, all of them open, as keys rotate.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"academy.kept_text.v1:"


def sealed(text: str) -> bytes:
    """Encrypted and authenticated."""
    return _box().encrypt(text.encode())


def opened(token: bytes) -> str | None:
    """The text, or None when it was tampered with or its key is gone."""
    try:
        return _box().decrypt(token).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in settings.FIELD_KEYS])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + key.encode()).digest())
