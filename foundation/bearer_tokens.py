"""Secrets that stand in links and keys: whoever has one may use it, so only its digest is kept."""

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """256 bits that nobody can guess, in characters an address may hold."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token. It is random, so a plain digest cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
