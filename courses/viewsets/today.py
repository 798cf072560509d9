"""`/cms/today/`: everything that needs a coordinator, on one screen."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.permissions import can_manage_courses
from courses.viewsets.session_pages import coordinators_only
from foundation import slots
from foundation.british_dates import weekday_date


@coordinators_only
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Sections with how many there are, the first of them, and where to find all."""
    now = timezone.now()
    cards = cards_of(request.user, now)
    context = {
        "urgent": [card for card in cards if card.urgent],
        "others": [card for card in cards if not card.urgent],
        "day": weekday_date(now),
        "page_title": "Today",
        "header_title": "Today",
        "page_subtitle": weekday_date(now),
        "header_icon": "calendar-check",
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_home"), "label": "Home"}, {"url": "", "label": "Today"}],
    }
    return render(request, "courses/admin/today.html", context)


def cards_of(user: Any, at: datetime) -> list[slots.DeskCard]:
    """Every room's sections, in the order of their weight; none for somebody who coordinates nothing."""
    if not can_manage_courses(user, timezone.localdate(at)):
        return []
    found = [card for source in slots.entries("today_cards") for card in source(user, at)]
    return sorted(found, key=lambda card: (card.order, card.key))
