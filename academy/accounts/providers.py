"""The council's own OpenID Connect provider, from the environment (docs/operations.md)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


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


def form_actions(environ: Mapping[str, str]) -> list[str]:
    """Origins the sign-in button may lead to: the provider's, and those it hands on to (OIDC_FORM_ACTIONS)."""
    server = urlsplit(environ.get("OIDC_SERVER_URL", ""))
    own = [f"{server.scheme}://{server.netloc}"] if server.netloc else []
    return own + [origin for origin in environ.get("OIDC_FORM_ACTIONS", "").split(",") if origin]
