"""The programme of newly qualified workers on the desk: one's own, and what waits for whom (slot `desk_cards`)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cpd_records.models import AsyeEnrolment
from cpd_records.permissions import coordinates_asye
from cpd_records.presenters.asye.cohort import CohortLine, cohort_lines
from cpd_records.querysets.desk import there
from foundation.policies import book
from foundation.slots import DeskCard

SHOWN = 5
NEAR = ("Overdue", "Coming up")


def cards(user: Any, now: datetime) -> Iterator[DeskCard]:
    """Nothing for whom nothing is to do."""
    today = timezone.localdate(now)
    if "asye" in there(user, today):
        yield from _own(user, today)
        yield from _assessed(user, today)
    if coordinates_asye(user, today):
        yield from _cohort(user, today)


def _own(user: Any, today: date) -> Iterator[DeskCard]:
    for line in _lines(AsyeEnrolment.objects.for_user(user, today).running(), today):
        items = [(f"{line.stage}", "/my/asye/", ""), (f"Protected time: {line.time}", "/my/asye/", line.short)]
        if line.review:
            items.insert(1, (f"{line.review}: {line.review_due}", "/my/asye/", line.review_words))
        yield DeskCard(
            key="asye",
            title="Your first year in practice",
            order=12,
            items=tuple(items),
            more_url="/my/asye/",
            more_text="Reviews, protected time and portfolio",
        )


def _assessed(user: Any, today: date) -> Iterator[DeskCard]:
    rows = AsyeEnrolment.objects.visible_to(user, today).assessed_by(user, today).running()
    near = [line for line in _lines(rows, today) if line.review_words in NEAR]
    if near:
        yield DeskCard(
            key="asye-assessed",
            title="Reviews of people you assess",
            order=45,
            items=tuple(_item(line) for line in near[:SHOWN]),
            more_url="/asye/",
            more_text="Everybody you assess",
        )


def _cohort(user: Any, today: date) -> Iterator[DeskCard]:
    rows = AsyeEnrolment.objects.visible_to(user, today).own_cohort(user, today)
    lines = _lines(rows.filter(state__in=("proposed", "running")), today)
    waiting = [line for line in lines if line.row.state == "proposed"]
    near = [line for line in lines if line.review_words in NEAR or line.progress_colour == "orange"]
    yield DeskCard(
        key="asye-cohort",
        title="Newly qualified social workers",
        order=20,
        urgent=bool(waiting),
        items=tuple(
            [(line.name, f"/asye/{line.row.public_id}/", "Waits for you to confirm") for line in waiting[:SHOWN]]
            + [_item(line) for line in near[:SHOWN]]
        ),
        empty="Nobody waits for you, and no review is near or late.",
        more_url="/asye/",
        more_text="Your cohort",
    )


def _item(line: CohortLine) -> tuple[str, str, str]:
    note = (
        f"{line.review}: {line.review_words.lower()}, {line.review_due}" if line.review_words in NEAR else line.progress
    )
    return (line.name, f"/asye/{line.row.public_id}/", note)


def _lines(rows: Any, today: date) -> list[CohortLine]:
    found = rows.select_related("person", "assessor").prefetch_related("changes")
    return cohort_lines(found.order_by("starts_on", "pk"), today, book())
