"""The council's own OpenID Connect provider, from the environment (docs/operations.md)."""

from collections.abc import Mapping
from typing import Any


def openid_connect(environ: Mapping[str, str]) -> dict[str, Any]:
    """allauth's settings for the provider that OIDC_SERVER_URL names; none without it."""
    server = environ.get("OIDC_SERVER_URL", "")
    if not server:
        return {}
    app = {
        "provider_id": environ.get("OIDC_PROVIDER_ID", "council"),
        "name": environ.get("OIDC_NAME", "your council account"),
        "client_id": environ.get("OIDC_CLIENT_ID", ""),
        "secret": environ.get("OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
