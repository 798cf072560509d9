"""Requests for what is held, and complaints, phrased for those who answer them and for the person."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from foundation.british_dates import date_and_time, long_date
from workforce.actions.subject_access.making import flagged
from workforce.models import DataComplaint, SubjectRequest
from workforce.presenters import words

COLOURS = {"open": "yellow", "paused": "grey", "making": "teal", "ready": "green", "expired": "grey", "closed": "grey"}
Rows = list[list[dict[str, str]]]


def requests(found: Iterable[SubjectRequest], day: date) -> Rows:
    """One row each; late ones say so."""
    return [
        words.cells(
            words.link(reverse("subject_request", args=[each.public_id]), each.person.full_name),
            long_date(each.received_on),
            _due(each, day),
            words.tag(each.get_state_display(), COLOURS[each.state]),
        )
        for each in found
    ]


def _due(each: SubjectRequest, day: date) -> str:
    text = long_date(each.due_on)
    return words.joined([text, words.tag("Late", "red")]) if each.is_open and each.due_on < day else text


def steps(request: SubjectRequest) -> Rows:
    """Everything that was done, the first first."""
    return [
        words.cells(date_and_time(each.at), each.what, each.by.get_full_name() if each.by else "The clock", each.note)
        for each in request.steps.select_related("by")
    ]


def to_review(request: SubjectRequest, at: datetime) -> list[dict[str, Any]]:
    """Rows that may speak of somebody else, with what was decided."""
    decided = {(each.section, each.row_key): each for each in request.reviews.all()}
    rows = []
    for section, row in flagged(request, at):
        review = decided.get((section.code, row.key))
        rows.append(
            {
                "section": section,
                "pairs": [pair for pair in zip(section.headings, row.cells, strict=True) if pair[1]],
                "key": row.key,
                "review": review,
                "url": reverse("review_row", args=[request.public_id, section.code, row.key]),
            }
        )
    return rows


def copies(found: Iterable[SubjectRequest]) -> list[dict[str, Any]]:
    """The person's own files and requests, the newest first."""
    return [
        {
            "request": each,
            "asked": long_date(each.received_on),
            "colour": COLOURS[each.state],
            "until": long_date(each.expires_on) if each.expires_on else "",
            "due": long_date(each.due_on) if each.is_open else "",
        }
        for each in found
    ]


def complaints(found: Iterable[DataComplaint], day: date) -> list[dict[str, Any]]:
    """Each with its clock and answer."""
    return [
        {
            "complaint": each,
            "made": date_and_time(each.made_at),
            "by": long_date(each.acknowledge_by),
            "late": each.acknowledged_at is None and each.acknowledge_by < day,
            "acknowledged": date_and_time(each.acknowledged_at) if each.acknowledged_at else "",
            "answered": date_and_time(each.answered_at) if each.answered_at else "",
        }
        for each in found
    ]
