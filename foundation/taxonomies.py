"""Taxonomies: terms that editors own, begun with the ones the Academy ships (DESIGN 4 "Taxonomies")."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from foundation.models import Term, Vocabulary

SHIPPED = Path(__file__).parent / "data" / "taxonomies.json"


def terms(vocabulary: str, on: date) -> QuerySet[Term]:
    """The terms of a vocabulary that may be chosen on a day, in the editors' order."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Term.objects.filter(begun, running, vocabulary__code=vocabulary).order_by("position", "name")


@transaction.atomic
def sync_shipped_terms() -> int:
    """Add the shipped vocabularies and terms that are missing; returns how many terms were added.

    What exists is left alone, whatever editors have made of it: its words, order and dates are theirs.
    """
    added = 0
    for shipped in json.loads(SHIPPED.read_text(encoding="utf-8"))["vocabularies"]:
        vocabulary, _ = Vocabulary.objects.get_or_create(
            code=shipped["code"], defaults={"name": shipped["name"], "description": shipped["description"]}
        )
        added += _add_missing(vocabulary, shipped["terms"])
    return added


def _add_missing(vocabulary: Vocabulary, shipped: list[dict[str, Any]]) -> int:
    known = set(vocabulary.terms.values_list("code", flat=True))
    new = [
        Term(
            vocabulary=vocabulary,
            code=term["code"],
            name=term["name"],
            description=term.get("description", ""),
            matches=term.get("matches", []),
            position=position,
            starts_on=_day(term.get("starts_on")),
            ends_on=_day(term.get("ends_on")),
        )
        for position, term in enumerate(shipped, 1)
        if term["code"] not in known
    ]
    Term.objects.bulk_create(new)
    return len(new)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def terms_in(vocabularies: Iterable[str], on: date, *, besides: Iterable[int] = ()) -> QuerySet[Term]:
    """The terms of several vocabularies that may be chosen on a day, with their vocabulary; `besides` are
    keys of terms chosen before, which stay choosable for whoever chose them. One query."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    wanted = (begun & running & Q(vocabulary__code__in=list(vocabularies))) | Q(pk__in=list(besides))
    return Term.objects.filter(wanted).select_related("vocabulary").order_by("vocabulary", "position", "name")
