"""Closing the site for a short while without stopping it.

``touch $ACADEMY_VAR/closed`` answers every page with the 503 page, before session or database are
asked; removing the file opens it again. Health checks and style sheets go on answering.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from academy.errors import maintenance

FLAG: Final = "closed"
OPEN_PATHS: Final = ("/healthz", "/readyz")


class MaintenanceMiddleware:
    """One look at the file system a request; that is some microseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """503 while the flag lies there."""
        if request.path not in OPEN_PATHS and (Path(settings.ACADEMY_VAR) / FLAG).exists():
            return maintenance(request)
        return self.get_response(request)
