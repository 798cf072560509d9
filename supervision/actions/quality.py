"""A quality sample: a fair draw from what those who report to somebody have led, opened, and looked at in choices.

Nobody chooses a record: the seed does, and it is kept (`rules.fair_draw`). Nobody draws again before
the last draw is finished, so that no one record can be fished for.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from foundation import changelog, policies
from foundation.models import FormVersion
from foundation.versioned_forms.reading import check
from supervision.actions import openings
from supervision.actions.openings.refusals import said
from supervision.models import Meeting, QualityCheck, QualityDraw, Record, Section
from supervision.opening_policies import QUALITY_SIZE
from supervision.rules.fair_draw import drawn
from supervision.rules.quality import asked
from supervision.shipped.quality import PURPOSE
from workforce.models import Person, Post, Team, TeamVersion
from workforce.querysets.access import access_of


class QualityRefused(Exception):
    """It is not drawn or not taken; the message says what to do. `field` names what to mend."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


NOBODY_BELOW = "Only the manager of people who supervise draws a sample of their records."
UNFINISHED = "Answer about every record of your last sample first. A sample is not drawn twice until something suits."
BACKWARDS = "The last day is before the first: check both days."
NONE = "No finished record of those who report to you lies in this period. Choose a longer one."
NO_FORM = "No form for quality samples is published. Ask an editor to publish one."
NOT_YOURS = "Only whoever drew the sample answers about it."
ANSWERED = "This record has been answered about already."
GONE = "This record has been lawfully disposed of: there is nothing left to read."


@transaction.atomic
def draw(*, team: Team | None, first: date, last: date, reason: str, by: Any, at: datetime) -> QualityDraw:
    """As many as the policy says, or all there are, of the days `first` to `last` (both counted); opened at once.

    Both people of each record are told, and read the reason. Raises QualityRefused, OpeningRefused.
    """
    day = timezone.localdate(at)
    keys = _keys(by, day)
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    below = list(Person.objects.reporting_to_any(keys, day).values_list("pk", flat=True))
    version = FormVersion.objects.in_use(PURPOSE, day)
    if version is None:
        raise QualityRefused(NO_FORM)
    _demand(by, below, first, last)
    pool = {str(record.public_id): record for record in _pool(below, team, first, last, day)}
    if not pool:
        raise QualityRefused(NONE, "first")
    made = QualityDraw.objects.create(
        team=team,
        starts_on=first,
        ends_on=date.fromordinal(last.toordinal() + 1),
        size=policies.book().whole(QUALITY_SIZE, day),
        pool=sorted(pool),
        seed=secrets.token_hex(32),
        reason=said(reason),
        version=version,
        drawn_by=by,
        drawn_at=at,
    )
    chosen = [pool[key].meeting for key in drawn(made.pool, made.seed, made.size)]
    teams = _teams(chosen)
    for number, meeting in enumerate(chosen, start=1):
        QualityCheck.objects.create(draw=made, number=number, meeting=meeting, team_id=teams.get(meeting.pk))
        openings.sample(meeting=meeting, reason=made.reason, by=by, at=at)
    changelog.record(by=by, at=at, verb="supervision.quality_drawn", subject=made)
    return made


@transaction.atomic
def open_again(*, check_id: int, by: Any, at: datetime) -> QualityCheck:
    """The same record for the same reason, once its days are over. Raises QualityRefused, OpeningRefused."""
    row = _held(check_id, by)
    if row.meeting is None:
        raise QualityRefused(GONE)
    openings.sample(meeting=row.meeting, reason=row.draw.reason, by=by, at=at)
    return row


@transaction.atomic
def answer(*, check_id: int, answers: Mapping[str, Any], by: Any, at: datetime) -> QualityCheck:
    """What was found, once. Raises QualityRefused, or foundation's BadAnswers."""
    row = _held(check_id, by)
    if row.answered_at is not None:
        raise QualityRefused(ANSWERED)
    if row.meeting is None:
        raise QualityRefused(GONE)
    check(asked(row.draw.version.schema), answers)
    row.answers, row.answered_at = dict(answers), at
    row.save(update_fields=["answers", "answered_at"])
    changelog.record(by=by, at=at, verb="supervision.quality_answered", subject=row, fields=["answers"])
    return row


def _demand(by: Any, below: list[int], first: date, last: date) -> None:
    if not below:
        raise QualityRefused(NOBODY_BELOW)
    if last < first:
        raise QualityRefused(BACKWARDS, "last")
    waiting = QualityCheck.objects.filter(draw__drawn_by=by, answered_at=None, meeting__isnull=False)
    if waiting.exists():
        raise QualityRefused(UNFINISHED)


def _keys(by: Any, day: date) -> tuple[int, ...]:
    access = access_of(by, day)
    return access.person_ids if access.in_service and access.manages else ()


def _pool(below: list[int], team: Team | None, first: date, last: date, on: date) -> Any:
    """Finished records of pairs whose words are still there. Two queries."""
    gone = Section.objects.filter(record=OuterRef("pk")).exclude(disposed_under="")
    rows = Record.objects.locked().filter(
        meeting__supervisor__in=below,
        meeting__supervisee__isnull=False,
        meeting__held_on__gte=first,
        meeting__held_on__lte=last,
    )
    rows = rows.exclude(Exists(gone)).select_related("meeting").order_by("public_id")
    if team is None:
        return rows
    path = TeamVersion.objects.current().running(on).filter(team=team).values_list("path", flat=True).first() or "-"
    teams = TeamVersion.objects.current().running(on).filter(path__startswith=path).values("team")
    return rows.filter(Exists(_posts_then().filter(team__in=teams)))


def _posts_then() -> Any:
    """Posts of a record's supervisee on the day of its meeting."""
    ran = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("meeting__held_on"))
    return Post.objects.current().filter(
        ran, person=OuterRef("meeting__supervisee"), starts_on__lte=OuterRef("meeting__held_on")
    )


def _teams(meetings: list[Meeting]) -> dict[int, int]:
    """The team of each on its day, where it was known; one query."""
    people = [meeting.supervisee_id for meeting in meetings]
    rows = list(Post.objects.current().filter(person__in=people).order_by("starts_on", "pk"))
    found = {}
    for meeting in meetings:
        for row in rows:
            on_day = row.starts_on <= meeting.held_on and (row.ends_on is None or row.ends_on > meeting.held_on)
            if row.person_id == meeting.supervisee_id and on_day:
                found[meeting.pk] = row.team_id
    return found


def _held(check_id: int, by: Any) -> QualityCheck:
    rows = QualityCheck.objects.select_for_update(of=("self",)).select_related("draw__version", "meeting")
    row: QualityCheck = rows.get(pk=check_id)
    if row.draw.drawn_by_id != by.pk:
        raise QualityRefused(NOT_YOURS)
    return row
