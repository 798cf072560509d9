"""`/desk/`: the cards every room puts on this person's desk."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation import changelog, slots
from workforce.querysets.own_name import FIRST_NAME

FIGURES_LOGGED = "figures_logged_on"


def cards_for(user: Any, at: datetime) -> list[slots.DeskCard]:
    """Every room's cards for one user, in the order their rooms gave them."""
    found = [card for source in slots.entries("desk_cards") for card in source(user, at)]
    return sorted(found, key=lambda card: (card.order, card.key))


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What needs me today."""
    now = timezone.now()
    cards = cards_for(request.user, now)
    _log_figures(request, request.user, cards, now)
    names = FIRST_NAME.tuples(request.user.pk)
    context = {
        "today": timezone.localdate(now),
        "first_name": names[0][0] if names else getattr(request.user, "display_name", ""),
        "urgent": [card for card in cards if card.urgent],
        "cards": [card for card in cards if not card.urgent],
    }
    return render(request, "desk/desk.html", context)


def _log_figures(request: HttpRequest, user: Any, cards: list[slots.DeskCard], now: datetime) -> None:
    """Looking at true figures is logged, once a session and day (DESIGN 4, "Scope and roles")."""
    shown, today = [card.logged for card in cards if card.logged], timezone.localdate(now).isoformat()
    if not shown or request.session.get(FIGURES_LOGGED) == today:
        return
    for figures in shown:
        changelog.record(by=user, at=now, verb="looked at figures", subject=user, reason=figures)
    request.session[FIGURES_LOGGED] = today
