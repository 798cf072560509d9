"""Where messages leave the house and answers come in: addresses of the environment as settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from academy.services.refusals import CannotStart
from foundation.mailbox import Mailbox

FORM = "smtp://USER:PASSWORD@host:587/?tls=1&from=academy@your.domain (or smtps:// where TLS comes first)"

HERE = ("localhost", "127.0.0.1", "::1")


def mail_settings(url: str, var: Path) -> dict[str, Any]:
    """Django's e-mail settings for `url`; without one, messages become files in `var`/mail (demo mode).

    Raises `CannotStart` for any other form than `FORM`.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "foundation.mail.FolderBackend",
            "EMAIL_FILE_PATH": str(var / "mail"),
            "DEFAULT_FROM_EMAIL": "academy@example.org",
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise CannotStart(f"EMAIL_URL is not understood: write it as {FORM}.")
    query = dict(parse_qsl(parts.query))
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and query.get("tls") == "1",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": query.get("from", f"academy@{parts.hostname}"),
    }


def other_ways(environ: Mapping[str, str]) -> tuple[Mailbox | None, str, str]:
    """What may be plugged in beside mail: answers to invitations in; text messages out, with their token."""
    gateway = text_gateway(environ.get("TEXT_GATEWAY_URL", ""))
    return replies(environ.get("REPLIES_URL", "")), gateway, environ.get("TEXT_GATEWAY_TOKEN", "")


def text_gateway(url: str) -> str:
    """The address that takes text messages, or empty. Raises `CannotStart` for what is no web address.

    A token goes there in a header, so a real deployment's must be https, or stay on this machine.
    """
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    if url and not (safe and parts.hostname):
        raise CannotStart("TEXT_GATEWAY_URL is not understood: write it as https://gateway.example/texts.")
    return url


def replies(url: str) -> Mailbox | None:
    """The mailbox that answers to invitations come to, or None. Raises `CannotStart`.

    The password goes there, so it is TLS from the start, or stays on this machine.
    """
    if not url:
        return None
    parts = urlsplit(url)
    secure = parts.scheme == "imaps"
    if not (secure or (parts.scheme == "imap" and parts.hostname in HERE)) or not (parts.hostname and parts.username):
        raise CannotStart("REPLIES_URL is not understood: write it as imaps://USER:PASSWORD@host:993/INBOX.")
    return Mailbox(
        host=parts.hostname,
        port=parts.port or (993 if secure else 143),
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        secure=secure,
    )
