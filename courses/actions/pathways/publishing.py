"""Publishing a pathway from data, through a revision as the CMS does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.actions.courses import UnknownTerm
from courses.models import Pathway
from courses.permissions import can_manage_courses, demand
from foundation import changelog
from foundation.models import Term


@transaction.atomic
def publish_pathway(
    *,
    code: str,
    values: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    audiences: Iterable[str],
    by: Any,
    at: datetime,
) -> Pathway:
    """Create or update the pathway with this code, and publish it.

    `steps` are blocks as Wagtail stores them ({"type", "id", "value"}). Raises UnknownTerm,
    ValidationError or NotForYou. Running it twice with the same data changes nothing.
    """
    allowed = by is None or can_manage_courses(by, timezone.localdate(at))
    demand(allowed, "Only a learning coordinator can publish pathways.")
    terms = _terms(list(audiences))
    pathway = Pathway.objects.filter(code=code).first() or Pathway(code=code)
    field = Pathway._meta.get_field("steps")
    if pathway.pk and pathway.live and _same(pathway, values, steps, terms):
        return pathway
    for name, value in values.items():
        setattr(pathway, name, value)
    pathway.steps = field.to_python(list(steps))
    pathway.full_clean(exclude=["audiences"])
    created = pathway.pk is None
    if created:
        pathway.live = False
        pathway.save()
    pathway.audiences.set(terms)
    pathway.save_revision(user=by, clean=False).publish(user=by)
    changelog.record(by=by, at=at, verb="created" if created else "updated", subject=pathway, fields=[*values, "steps"])
    pathway.refresh_from_db()
    return pathway


def _same(
    pathway: Pathway, values: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], terms: Sequence[Term]
) -> bool:
    same = all(getattr(pathway, name) == value for name, value in values.items())
    stored = [block["id"] for block in pathway.steps.raw_data]
    return same and stored == [step["id"] for step in steps] and set(pathway.audiences.all()) == set(terms)


def _terms(codes: Sequence[str]) -> list[Term]:
    known = {term.code: term for term in Term.objects.filter(vocabulary__code="audience", code__in=codes)}
    missing = [code for code in codes if code not in known]
    if missing:
        raise UnknownTerm(f"The vocabulary audience has no term {missing[0]}.")
    return [known[code] for code in codes]
