"""Writing and publishing courses from data: the demo and the import of files.

Everyday editing is Wagtail's, in the CMS. What comes from data goes the same way, by a revision that
is published, so that history, comparison and going back work for it too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from courses.models import Course
from courses.permissions import can_manage_courses, demand
from foundation import changelog
from foundation.models import Term

TERM_FIELDS = {
    "audiences": "audience",
    "topics": "topic",
    "practice_standards": "practice-standard",
    "stages": "stage-of-help",
    "evidence_tags": "evidence-tag",
    "outcome_tags": "outcome",
    "programmes": "programme",
}
"""The course's many-to-many fields and the vocabulary each takes its terms from."""
PLAIN_FIELDS = (
    "title",
    "slug",
    "summary",
    "description",
    "outcomes",
    "evidence_base",
    "mode",
    "level",
    "learning_minutes",
    "weight_sos",
    "weight_rp",
    "weight_sp",
    "weight_general",
    "counts_towards_allowance",
    "refresh_months",
    "retired_on",
)


class UnknownTerm(LookupError):
    """The data name a term the vocabulary does not hold; the message says which."""


@transaction.atomic
def publish_course(
    *,
    code: str,
    values: Mapping[str, Any],
    terms: Mapping[str, Iterable[str]] | None = None,
    publish: bool = True,
    by: Any,
    at: datetime,
) -> Course:
    """Create or update the course with this code, and publish it; without `publish` it stays a draft.

    `values` are fields of PLAIN_FIELDS; `terms` are lists of term codes by field name
    (`{"audiences": ["social-work"]}`). Raises UnknownTerm, ValidationError or NotForYou. Running it
    twice with the same data changes nothing.
    """
    allowed = by is None or can_manage_courses(by, timezone.localdate(at))
    demand(allowed, "Only a learning coordinator can publish courses.")
    course = Course.objects.filter(code=code).first() or Course(code=code)
    chosen = _terms(terms or {})
    changed = _apply(course, values, chosen)
    if not changed and _stands(course, publish):
        return course
    course.full_clean()
    created = course.pk is None
    if created:
        course.live = False
        course.save()
    for name, rows in chosen.items():
        getattr(course, name).set(rows)
    revision = course.save_revision(user=by, clean=False)
    if publish:
        revision.publish(user=by)
    changelog.record(by=by, at=at, verb="created" if created else "updated", subject=course, fields=changed)
    course.refresh_from_db()
    return course


def _stands(course: Course, publish: bool) -> bool:
    """Whether it is as far as it is to go: published with nothing waiting, or a draft that is saved."""
    return course.live and not course.has_unpublished_changes if publish else course.pk is not None


def _apply(course: Course, values: Mapping[str, Any], chosen: Mapping[str, list[Term]]) -> list[str]:
    """Set what differs; the names of it."""
    unknown = set(values) - set(PLAIN_FIELDS)
    if unknown:
        raise TypeError(f"A course has no field {sorted(unknown)[0]}.")
    new = dict(values)
    if not course.slug:
        new.setdefault("slug", slugify(new["title"])[:80])
    changed = [name for name, value in new.items() if getattr(course, name) != value]
    for name in changed:
        setattr(course, name, new[name])
    return changed + [name for name, rows in chosen.items() if course.pk is None or _differ(course, name, rows)]


def _differ(course: Course, name: str, rows: list[Term]) -> bool:
    return {term.pk for term in getattr(course, name).all()} != {term.pk for term in rows}


def _terms(terms: Mapping[str, Iterable[str]]) -> dict[str, list[Term]]:
    wanted = {name: list(codes) for name, codes in terms.items()}
    known = {
        (term.vocabulary.code, term.code): term
        for term in Term.objects.filter(vocabulary__code__in=TERM_FIELDS.values()).select_related("vocabulary")
    }
    return {name: [_term(known, TERM_FIELDS[name], code) for code in codes] for name, codes in wanted.items()}


def _term(known: Mapping[tuple[str, str], Term], vocabulary: str, code: str) -> Term:
    try:
        return known[vocabulary, code]
    except KeyError:
        raise UnknownTerm(f"The vocabulary {vocabulary} has no term {code}.") from None
