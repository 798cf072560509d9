"""Keyed digests of canonical text: they show that words are the words that were signed.

Their key comes from ``settings.DIGEST_KEY``, which is apart from the field keys and never changes,
so that rotating those breaks no digest.
"""

import hashlib
import hmac
import json
import unicodedata
from typing import Any

from django.conf import settings

PURPOSE = b"academy.digest.v1:"


def canonical(value: Any) -> str:
    """One way of writing a text or plain data: composed letters, plain line ends, keys in order."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _composed(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(purpose: str, *parts: Any) -> str:
    """64 hex digits over parts in order, each a text, a number or plain data; None differs from nothing.

    `purpose` ("supervision.section") keeps a digest of one thing from being taken for another.
    """
    key = hmac.new(settings.DIGEST_KEY.encode(), PURPOSE + purpose.encode(), hashlib.sha256).digest()
    sums = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        written = canonical(part).encode()
        sums.update(len(written).to_bytes(8) + (b"t" if isinstance(part, str) else b"d") + written)
    return sums.hexdigest()


def agrees(kept: str, purpose: str, *parts: Any) -> bool:
    """Whether a kept digest is the digest of these parts."""
    return hmac.compare_digest(kept, digest(purpose, *parts))


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, dict):
        return {canonical(str(key)): _composed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(each) for each in value]
    return value
