"""courses.csv: the offer, published through revisions as in the CMS (FORMATS)."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.actions.courses import publish_course
from courses.models import Course
from courses.rules.import_weights import BadWeights, weights_of
from foundation.file_reader import Column, Row
from foundation.import_runs import Counts, FileContext, Reader
from foundation.models import Term

MODES = tuple(Course.Mode.values)
FAMILIES = (
    "social_worker",
    "social_work_student",
    "early_help",
    "residential",
    "education",
    "management",
    "business_support",
    "other",
)
LONGEST = 60 * 24 * 30
HAS_DRAFT = "Somebody is rewriting this course in the CMS. Publish or discard that first, then import again."
STAYS_UP = "This course is published, and a file does not take it off the site. Write retired to end it."
NO_TERM = "No audience of the Academy stands for {family}: choose one for the course in the CMS."
WHOLE_COURSE = "Fill in minutes: a new course needs its learning time."


class CoursesReader(Reader):
    """An empty cell leaves what the course has; a new course needs its minutes."""

    name = "courses"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("course_code", "code", key=True, max_length=20),
        Column("course_title", required=True, max_length=160),
        Column("summary"),
        Column("methodologies", "list"),
        Column("minutes", "whole", minimum=1, maximum=LONGEST),
        Column("mode", "choice", choices=MODES),
        Column("audience", "list", choices=FAMILIES),
        Column("refresh_months", "whole", minimum=1, maximum=240),
        Column("status", "choice", choices=("draft", "published", "retired")),
    )

    def apply(self, rows: Sequence[Row], context: FileContext) -> Counts:
        """One course after the other: each is a revision with its own history."""
        terms = _terms_by_family()
        known = {course.code.upper(): course for course in Course.objects.all()}
        done = [_apply(row, known.get(row["course_code"]), terms, context) for row in rows]
        return Counts(done.count("added"), done.count("changed"), done.count("unchanged"))


def _apply(row: Row, course: Course | None, terms: dict[str, str], context: FileContext) -> str:
    """What became of a row; empty when it was rejected."""
    if not _sound(row, course, context):
        return ""
    before = (course.pk, course.latest_revision_id) if course else None
    try:
        written = _write(row, course, terms, context)
    except ValidationError as fault:
        context.reject(row, "course_code", " ".join(fault.messages))
        return ""
    if before is None:
        return "added"
    return "unchanged" if before == (written.pk, written.latest_revision_id) else "changed"


def _sound(row: Row, course: Course | None, context: FileContext) -> bool:
    if course is None and row["minutes"] is None:
        context.reject(row, "minutes", WHOLE_COURSE)
        return False
    if course and course.live and course.has_unpublished_changes:
        context.reject(row, "course_code", HAS_DRAFT)
        return False
    if course and course.live and row["status"] == "draft":
        context.reject(row, "status", STAYS_UP)
        return False
    try:
        weights_of(row["methodologies"])
    except BadWeights as bad:
        context.reject(row, "methodologies", str(bad))
        return False
    return True


def _write(row: Row, course: Course | None, terms: dict[str, str], context: FileContext) -> Course:
    values = _values(row, course, context)
    chosen = {"audiences": _audiences(row, terms, context)} if row["audience"] else {}
    code = course.code if course else row["course_code"]
    publish = row["status"] != "draft"
    return publish_course(code=code, values=values, terms=chosen, publish=publish, by=context.by, at=context.at)


def _values(row: Row, course: Course | None, context: FileContext) -> dict[str, Any]:
    """Fields of the course that the file fills in."""
    given = {
        "title": row["course_title"],
        "summary": row["summary"],
        "mode": row["mode"],
        "learning_minutes": row["minutes"],
        "refresh_months": row["refresh_months"],
    }
    values = {name: value for name, value in given.items() if value not in ("", None)}
    if course is None and not values.get("summary"):
        values["summary"] = row["course_title"]
    if row["methodologies"] or course is None:
        split = weights_of(row["methodologies"])
        values |= {f"weight_{name}": getattr(split, name) for name in ("sos", "rp", "sp", "general")}
    if row["status"] == "retired" and (course is None or course.retired_on is None):
        values["retired_on"] = timezone.localdate(context.at)
    if row["status"] == "published" and course is not None and course.retired_on:
        values["retired_on"] = None
    return values


def _audiences(row: Row, terms: dict[str, str], context: FileContext) -> list[str]:
    for family in row["audience"]:
        if family not in terms:
            context.warn(row, "audience", NO_TERM.format(family=family))
    return list(dict.fromkeys(terms[family] for family in row["audience"] if family in terms))


def _terms_by_family() -> dict[str, str]:
    """The audience that stands for each role family: the first, in the editors' order, that names it."""
    found: dict[str, str] = {}
    rows: Iterable[Term] = Term.objects.filter(vocabulary__code="audience").order_by("position", "name")
    for term in rows:
        for match in term.matches:
            found.setdefault(match, term.code)
    return found
