"""Where uploads live: two stores, on disk or in an S3-compatible service (DESIGN 4, "Files")."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from academy.services.refusals import CannotStart

FORM = "s3://KEY:SECRET@host[:port]/public-bucket/private-bucket[?region=…&insecure=1]"


def file_stores(url: str, var: Path) -> dict[str, Any]:
    """The `default` (public) and `private` entries of Django's STORAGES.

    `url` is STORAGE_URL; empty for folders below `var`. Raises `CannotStart` for any other form
    than `FORM`. Two buckets, so that no rule of the store can lay private files open with the rest.
    """
    if url:
        return _s3(url)
    return {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": var / "media"},
        },
        "private": {
            "BACKEND": "foundation.storage.PrivateFolder",
            "OPTIONS": {
                "location": var / "private",
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }


def _s3(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    buckets = parts.path.strip("/").split("/")
    if parts.scheme != "s3" or not parts.hostname or len(buckets) != 2 or not all(buckets):
        raise CannotStart(f"STORAGE_URL is not understood: write it as {FORM}.")
    query = dict(parse_qsl(parts.query))
    shared = {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{'http' if query.get('insecure') else 'https'}://{parts.netloc.rpartition('@')[2]}",
        "region_name": query.get("region"),
        "default_acl": None,
        "file_overwrite": False,
    }
    backend = "storages.backends.s3.S3Storage"
    return {
        "default": {"BACKEND": backend, "OPTIONS": shared | {"bucket_name": buckets[0], "querystring_auth": False}},
        "private": {"BACKEND": backend, "OPTIONS": shared | {"bucket_name": buckets[1], "querystring_expire": 60}},
    }
