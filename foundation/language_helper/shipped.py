"""DOMAIN 7's list, added where it is missing; an editor's line of the same phrase is left alone."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from foundation.models import CaringWord

FILE = Path(__file__).parents[1] / "data" / "caring_words.json"
SINCE = date(2019, 1, 1)
"""The year TACT's list appeared."""


@transaction.atomic
def sync_caring_words() -> int:
    """Add what is missing; how many. A retired phrase stays retired."""
    there = set(CaringWord.objects.values_list("phrase", flat=True))
    rows = [row for row in json.loads(FILE.read_text(encoding="utf-8")) if row["phrase"] not in there]
    CaringWord.objects.bulk_create(CaringWord(starts_on=SINCE, **row) for row in rows)
    return len(rows)
