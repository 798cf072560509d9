"""What may be done to many courses or pathways at once, and to the courses of the demand list."""

from datetime import datetime, timedelta

from courses.actions import demand, publishing
from courses.actions.bulk.wishes import BulkRefused, Step
from courses.models import BulkRun, Course, Pathway

Kind = type[Course] | type[Pathway]
NOT_OFFERED = "It is retired, or not on the site: bring it back first, then draft its sessions."


def _publish(kind: Kind) -> Step:
    return lambda key, run, at: publishing.publish_draft(kind, pk=key, by=run.by, at=at)


def _take_off(kind: Kind) -> Step:
    return lambda key, run, at: publishing.take_off_the_site(kind, pk=key, by=run.by, at=at)


def _retire(kind: Kind) -> Step:
    return lambda key, run, at: publishing.retire(kind, pk=key, on=run.starts_on, by=run.by, at=at)


def _bring_back(kind: Kind) -> Step:
    return lambda key, run, at: publishing.retire(kind, pk=key, on=None, by=run.by, at=at)


def _draft(course_id: int, run: BulkRun, at: datetime) -> object:
    """So many sessions of one course: all of them, or none."""
    wanted = {course_id: run.steps.get(subject=course_id).amount}
    if run.starts_on is None or run.ends_on is None:
        raise BulkRefused("Say which term.")
    last = run.ends_on - timedelta(days=1)
    drafted = demand.draft_sessions(wanted=wanted, first=run.starts_on, last=last, by=run.by, at=at)
    if not drafted:
        raise BulkRefused(NOT_OFFERED)
    return drafted


def _of(kind: Kind) -> dict[str, Step]:
    return {
        "publish": _publish(kind),
        "take_off": _take_off(kind),
        "retire": _retire(kind),
        "restore": _bring_back(kind),
    }


OF_COURSES: dict[str, Step] = _of(Course)
OF_PATHWAYS: dict[str, Step] = _of(Pathway)
OF_DEMAND: dict[str, Step] = {"draft": _draft}
