"""Where messages leave the house: EMAIL_URL as Django's settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from academy.services.refusals import CannotStart

FORM = "smtp://USER:PASSWORD@host:587/?tls=1&from=academy@your.domain (or smtps:// where TLS comes first)"


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


def text_gateway(url: str) -> str:
    """The address that takes text messages, or empty. Raises `CannotStart` for what is no web address.

    A token goes there in a header, so a real deployment's must be https, or stay on this machine.
    """
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))
    if url and not (safe and parts.hostname):
        raise CannotStart("TEXT_GATEWAY_URL is not understood: write it as https://gateway.example/texts.")
    return url
