"""Text messages through whatever gateway the council has: one JSON request each (docs/operations.md).

Off until `TEXT_GATEWAY_URL` is set. The request carries the message's own id as `Idempotency-Key`, so
that a gateway which honours it sends a repeat after a crash only once.
"""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

SECONDS = 20
TRY_LATER = (408, 425, 429)


class TextNotTaken(OSError):
    """The gateway did not take the text; `final` when asking again cannot help."""

    def __init__(self, message: str, *, final: bool) -> None:
        super().__init__(message)
        self.final = final


class _NoRedirects(HTTPRedirectHandler):
    """The token goes to the address that was configured and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def is_on() -> bool:
    """Whether a gateway is configured."""
    return bool(settings.TEXT_GATEWAY_URL)


def send(*, to: str, text: str, reference: str) -> None:
    """Hand one text to the gateway. Raises TextNotTaken."""
    if not is_on():
        raise TextNotTaken("Text messages are not switched on here.", final=True)
    request = Request(  # noqa: S310 - the address is the operator's, checked to be http(s) at the start
        settings.TEXT_GATEWAY_URL,
        data=json.dumps({"to": to, "text": text, "reference": reference}).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.TEXT_GATEWAY_TOKEN}",
            "Idempotency-Key": reference,
        },
    )
    try:
        build_opener(_NoRedirects).open(request, timeout=SECONDS).close()
    except HTTPError as answer:
        answer.close()
        final = 400 <= answer.code < 500 and answer.code not in TRY_LATER
        raise TextNotTaken(f"The text gateway answered {answer.code} {answer.reason}.", final=final) from None
    except (OSError, HTTPException) as fault:
        raise TextNotTaken(f"The text gateway could not be reached: {fault}", final=False) from None
