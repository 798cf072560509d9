"""The list for the page's own module, at /language/words.json: the same for everybody, and no secret."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.language_helper.book import book
from foundation.language_helper.matching import plain


@require_safe
@cache_control(public=True, max_age=3600)
def words(request: HttpRequest) -> JsonResponse:
    """Every line in force today; one query."""
    return JsonResponse({"words": list(plain(book(timezone.localdate())))})


urlpatterns = [path("words.json", words, name="caring_words")]
