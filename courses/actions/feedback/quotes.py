"""Quotes: shown once somebody at the Academy approves them, gone when leave is taken back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Quote
from courses.permissions import can_answer, can_manage_courses, demand
from courses.rules.conditions.loading import local_day
from foundation import changelog, public_copies


@transaction.atomic
def decide(*, quote_id: int, approve: bool, by: Any, at: datetime) -> Quote:
    """Show a quote on the site, or keep it back; may be decided again. Raises NotForYou.

    Words whose leave was taken back in the meantime stay hidden whatever is decided.
    """
    demand(by is None or can_manage_courses(by, local_day(at)), "Only a learning coordinator can decide on quotes.")
    quote = Quote.objects.select_for_update().get(pk=quote_id)
    quote.decision = Quote.Decision.APPROVED if approve else Quote.Decision.KEPT_BACK
    quote.decided_at, quote.decided_by = at, by
    quote.save(update_fields=["decision", "decided_at", "decided_by"])
    changelog.record(by=by, at=at, verb="quote decided", subject=quote, fields=["decision"])
    public_copies.empty()
    return quote


@transaction.atomic
def take_back(*, quote_id: int, by: Any, at: datetime) -> Quote:
    """Take leave back: the words leave the site at once. Twice does nothing. Raises NotForYou."""
    quote = Quote.objects.select_for_update(of=("self",)).select_related("response__request__person").get(pk=quote_id)
    demand(can_answer(by, quote.response.request.person), "Only whoever wrote these words can take them back.")
    if quote.withdrawn_at is None:
        quote.withdrawn_at = at
        quote.save(update_fields=["withdrawn_at"])
        changelog.record(by=by, at=at, verb="quote withdrawn", subject=quote, fields=["withdrawn_at"])
        public_copies.empty()
    return quote
