"""Figures of every year, whether the rows behind them are still there or have been disposed of.

A figure is what the rows come to and what `models.totals` kept of rows that are gone, by the same
groups: so a year's figures are the same before a leaver's records go and after (DESIGN 4 "Disposal").
Nothing here leads to a person; small groups pass the small-number gate before anybody sees them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from cpd_records.models import CpdRecord, LedgerEntry, LedgerTotal, RecordTotal, RequirementPeriod, RequirementTotal
from cpd_records.rules.years import year_start
from workforce.models import Post

SPLIT = ("sos_minutes", "rp_minutes", "sp_minutes", "general_minutes")
AMOUNTS = ("minutes", *SPLIT)
GROUP = ("year_starts_on", "team_code", "role_family")
LEDGER_KEY = (*GROUP, "kind", "from_bucket", "to_bucket")
RECORD_KEY = (*GROUP, "kind", "outcome", "course_code")
RECORD_AMOUNTS = (*AMOUNTS, "credited_minutes", "certificates")
CYCLE_AMOUNTS = ("in_time", "late", "not_done")

Key = tuple[Any, ...]
Figures = dict[Key, Counter[str]]
"""By the key's fields in their order: amounts by name, among them "rows"."""


def ledger() -> Figures:
    """Minutes moved, by year, team and role family at the time, kind and buckets."""
    return _with(ledger_of(LedgerEntry.objects.all()), LedgerTotal, LEDGER_KEY, ("rows", *AMOUNTS))


def learning() -> Figures:
    """Learning that stands: how many pieces, minutes, credit and certificates, by year, team, kind, course."""
    return _with(learning_of(CpdRecord.objects.standing()), RecordTotal, RECORD_KEY, ("rows", *RECORD_AMOUNTS))


def cycles() -> Figures:
    """Cycles of requirements by the year they fell due: in time, late, not done."""
    return _with(cycles_of(RequirementPeriod.objects.all()), RequirementTotal, (*GROUP, "code"), CYCLE_AMOUNTS)


def ledger_of(entries: Any) -> Figures:
    """The same of some entries: one query."""
    rows = _placed(entries, "account__person", "effective_on").annotate(year_starts_on=F("account__year_starts_on"))
    sums = {f"sum_{name}": Sum(name) for name in AMOUNTS}
    found = rows.order_by().values(*LEDGER_KEY).annotate(sum_rows=Count("pk"), **sums)
    return _collected(found, LEDGER_KEY, ("rows", *AMOUNTS))


def learning_of(records: Any) -> Figures:
    """The same of some records: one query. A record counts in the allowance year of its first day."""
    rows = _placed(records, "person", "starts_on")
    names = (*AMOUNTS, "credited_minutes")
    sums = {f"sum_{name}": Sum(name) for name in names}
    valid = Count("certificates", filter=Q(certificates__revoked_at=None))
    fields = ("starts_on", *RECORD_KEY[1:], *names)
    each = rows.order_by().values("pk", *fields).annotate(sum_certificates=valid, sum_rows=Count("pk", distinct=True))
    found = each.annotate(**sums)  # a record has at most one valid certificate, so nothing is summed twice
    years = ({**row, "year_starts_on": year_start(row["starts_on"])} for row in found)
    return _collected(years, RECORD_KEY, ("rows", *RECORD_AMOUNTS))


def cycles_of(periods: Any) -> Figures:
    """The same of some cycles that were asked and not revoked: one query."""
    asked = _placed(periods.filter(revoked_at=None, closed_on=None), "person", "due_on")
    rows = asked.order_by().values("due_on", "team_code", "role_family", "code", "completed_on")
    found: Figures = {}
    for row in rows:
        key = (year_start(row["due_on"]), row["team_code"] or "", row["role_family"] or "", row["code"])
        found.setdefault(key, Counter())[_how(row["due_on"], row["completed_on"])] += 1
    return found


def _how(due: date, completed: date | None) -> str:
    if completed is None:
        return "not_done"
    return "in_time" if completed <= due else "late"


def _placed(rows: Any, person: str, day: str) -> Any:
    """Annotates the team and role family of the post that ran on the day, the latest begun if several."""
    ran = Q(ends_on=None) | Q(ends_on__gt=OuterRef(day))
    posts = Post.objects.current().filter(ran, person=OuterRef(person), starts_on__lte=OuterRef(day))
    post = posts.order_by("-starts_on", "-pk")
    return rows.annotate(
        team_code=Subquery(post.values("team__code")[:1]), role_family=Subquery(post.values("role_family")[:1])
    )


def _collected(rows: Iterable[Mapping[str, Any]], key: tuple[str, ...], names: tuple[str, ...]) -> Figures:
    found: Figures = {}
    for row in rows:
        place = tuple(row[name] or "" for name in key)
        found.setdefault(place, Counter()).update({name: row[f"sum_{name}"] or 0 for name in names})
    return found


def _with(live: Figures, model: Any, key: tuple[str, ...], names: tuple[str, ...]) -> Figures:
    """What is there, and what was kept of what is gone."""
    for row in model._default_manager.values(*key, *names):
        place = tuple(row[name] for name in key)
        live.setdefault(place, Counter()).update({name: row[name] for name in names})
    return live
