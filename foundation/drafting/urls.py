"""Private drafts and the browser's keys, at /drafts/."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.drafting import browser, private
from foundation.drafting.answering import SIGN_IN, answer


@never_cache
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Whose session this is, the keys of that account, and a token to save with after signing in again."""
    if not request.user.is_authenticated:
        return JsonResponse({"said": SIGN_IN}, status=401)
    user = request.user
    found = {"owner": browser.owner_mark(user), "keys": browser.keys_of(user), "csrf": get_token(request)}
    return JsonResponse({**found, "hours": browser.HOURS})


def private_draft(request: HttpRequest, place: str) -> HttpResponse:
    """One's own words in hand in one place; nobody else's can be named."""
    opener = private.open_one if request.method == "POST" else private.find
    return answer(request, lambda asked: opener(asked.user, place))


urlpatterns = [
    path("keys/", keys, name="draft_keys"),
    path("private/<str:place>/", private_draft, name="private_draft"),
]
