"""Searching pages and courses in the database."""

from datetime import datetime

from django.contrib.postgres.search import SearchRank
from django.utils import timezone
from wagtail.models import Page

from courses.models import Course
from courses.querysets.catalogue import search_query, search_vector

LIMIT = 20


def pages(words: str) -> list[Page]:
    """Published pages that hold the words, the best first; by the beginning of a title where none does."""
    live = Page.objects.live().filter(depth__gt=1)
    found = list(live.search(words)[:LIMIT]) or list(live.autocomplete(words)[:LIMIT])
    specific = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in found]).specific()}
    return [specific[page.pk] for page in found]


def courses(words: str, at: datetime) -> list[Course]:
    """Courses on offer that hold every word, the best first: the catalogue's own search."""
    query = search_query(words)
    if query is None:
        return []
    vector = search_vector()
    found = Course.objects.on_offer(timezone.localdate(at)).annotate(words=vector, rank=SearchRank(vector, query))
    return list(found.filter(words=query).order_by("-rank", "title")[:LIMIT])
