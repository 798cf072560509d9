"""Who may open the administrators' screens."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from workforce import roles
from workforce.permissions import roles_of

View = Callable[..., HttpResponseBase]
ADMINISTRATORS = frozenset({roles.SYSTEM_ADMINISTRATOR})
MESSAGE_READERS = ADMINISTRATORS | {roles.COORDINATOR}


def is_administrator(user: Any) -> bool:
    """Whether somebody runs the Academy today."""
    return bool(ADMINISTRATORS & roles_of(user, timezone.localdate()))


def only_for(codes: frozenset[str]) -> Callable[[View], View]:
    """Opens a view to those who hold one of the roles today; others get "not for you", or sign in first."""

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not codes & roles_of(request.user, timezone.localdate()):
                raise PermissionDenied("This page is for those who run the Academy.")
            return view(request, *args, **kwargs)

        return guarded

    return wrap


for_administrators = only_for(ADMINISTRATORS)
