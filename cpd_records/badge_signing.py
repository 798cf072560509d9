"""The keys that sign digital badges, and signing with them (Open Badges 3.0, JSON Web Token proof).

They are RSA keys of their own (`BADGE_KEYS`: base64 of the DER, newest first). The first signs; the public
halves of all stay published, so that a badge signed by a former key still verifies. In demo mode one is made
for this machine and kept below ACADEMY_VAR.
"""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.conf import settings
from django.urls import reverse

ALGORITHM = "RS256"
"""What every verifier of Open Badges has to support."""
SMALLEST = 2048


class BadBadgeKey(ValueError):
    """A key of BADGE_KEYS cannot be used; the message says which and why, never what it holds."""


def offered() -> bool:
    """Whether badges are signed here at all: a deployment without a key offers none."""
    return bool(settings.BADGE_KEYS or settings.DEMO)


def sign(payload: Mapping[str, Any]) -> str:
    """The payload as a compact JWS of the first key. Raises BadBadgeKey."""
    key = _keys()[0]
    headers = {"kid": address_of(key_id(key)), "typ": "JWT"}
    return jwt.encode(dict(payload), key, algorithm=ALGORITHM, headers=headers)


def public_keys() -> dict[str, dict[str, Any]]:
    """Every key's public half as a JWK, by its id: the newest first, never anything of the private half."""
    found = {}
    for key in _keys():
        plain = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        name = key_id(key)
        found[name] = {
            **{"kty": plain["kty"], "n": plain["n"], "e": plain["e"]},
            **{"kid": address_of(name), "alg": ALGORITHM, "use": "sig"},
        }
    return found


def key_id(key: RSAPrivateKey) -> str:
    """The thumbprint of the public half (RFC 7638)."""
    plain = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    said = json.dumps({name: plain[name] for name in ("e", "kty", "n")}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()).rstrip(b"=").decode()


def address_of(name: str) -> str:
    """Where a key can be read by anybody: what the header of a badge names."""
    return site() + reverse("cpd_records:badge_key", args=[name])


def site() -> str:
    """The site's own address, without a slash at its end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def _keys() -> list[RSAPrivateKey]:
    kept = settings.BADGE_KEYS or [_demo_key(Path(settings.ACADEMY_VAR) / "demo-badge-key")]
    return [_loaded(text, number) for number, text in enumerate(kept, 1)]


@lru_cache(maxsize=8)
def _loaded(text: str, number: int) -> RSAPrivateKey:
    try:
        key = serialization.load_der_private_key(base64.b64decode(text, validate=True), password=None)
    except (TypeError, ValueError, UnsupportedAlgorithm) as fault:
        said = f"Key {number} of BADGE_KEYS is not base64 of a private key in DER without a passphrase."
        raise BadBadgeKey(said) from fault
    if not isinstance(key, RSAPrivateKey) or key.key_size < SMALLEST:
        raise BadBadgeKey(f"Key {number} of BADGE_KEYS is not an RSA key of {SMALLEST} bits or more.")
    return key


def _demo_key(path: Path) -> str:
    """This machine's key, made once; of two that make it at the same time the first stands."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(new_key())
        try:
            os.link(half, path)
        except FileExistsError:
            pass  # another process was quicker, and its key is as good
        finally:
            os.unlink(half)
    return path.read_text()


def new_key() -> str:
    """A key as BADGE_KEYS holds it."""
    key = generate_private_key(public_exponent=65537, key_size=SMALLEST)
    form = serialization.PrivateFormat.PKCS8
    content = key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    return base64.b64encode(content).decode()
