"""A code by mail that proves an address: one's own once more, or a new personal one.

The code lies hashed in the session with its address, purpose and clock; nothing is in an address
line and nothing is logged. Five wrong answers, or a quarter of an hour, end it.
"""

import secrets
import time
from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation import rate_limits

SECONDS: Final = 900
ATTEMPTS: Final = 5
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
KEY: Final = "proof_codes"


class CodeRefused(ValueError):
    """The code proves nothing; the message says what to do."""


def send(request: HttpRequest, *, purpose: str, address: str) -> None:
    """Send a new code for a purpose; an older one for it ends. Raises AskedTooOften."""
    rate_limits.count(what="proof-code", who=f"user-{request.user.pk}", limit=5, seconds=900)
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    kept = {"address": address, "hash": _hash(purpose, code), "sent": time.time(), "wrong": 0}
    request.session[KEY] = request.session.get(KEY, {}) | {purpose: kept}
    shown = f"{code[:4]}-{code[4:]}"
    get_adapter(request).send_mail(f"account/email/{purpose}_code", address, {"code": shown})


def waiting_for(request: HttpRequest, purpose: str) -> str:
    """The address a code was sent to and may still be answered, or nothing."""
    kept = request.session.get(KEY, {}).get(purpose)
    if not kept or time.time() - kept["sent"] > SECONDS or kept["wrong"] >= ATTEMPTS:
        return ""
    return str(kept["address"])


def check(request: HttpRequest, *, purpose: str, typed: str) -> str:
    """The address that is now proven; the code is used up. Raises CodeRefused."""
    address = waiting_for(request, purpose)
    if not address:
        raise CodeRefused("This code has run out. Ask for a new one.")
    codes = request.session[KEY]
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    if not constant_time_compare(codes[purpose]["hash"], _hash(purpose, plain)):
        codes[purpose]["wrong"] += 1
        request.session.modified = True
        raise CodeRefused("This is not the code we sent. Check it, or ask for a new one.")
    del codes[purpose]
    request.session.modified = True
    return address


def _hash(purpose: str, code: str) -> str:
    return salted_hmac(f"{KEY}:{purpose}", code, algorithm="sha256").hexdigest()
