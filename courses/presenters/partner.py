"""A partner organisation's lists."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from courses.models import Booking, PlaceHold, PlaceRequest
from courses.rules.conditions.loading import local_day
from courses.rules.pasted_names import PastedName
from foundation.british_dates import long_date
from workforce.models import Person
from workforce.presenters.words import cells, head, link

COMING_LISTED = 200
PEOPLE_LISTED = 500
COMING_HEAD = head("Name", "Session", "Day", "State", "Action")
ASKED_HEAD = head("Session", "Places", "Asked", "Answer")
READ_HEAD = head("Line", "Name", "What we found", "E-mail")
PEOPLE_HEAD = head("Name", "E-mail", "Carer or volunteer", "Signs in")
Rows = list[list[dict[str, str]]]


def coming_rows(bookings: Any, at: datetime) -> Rows:
    """People of the organisation with something ahead."""
    return [
        cells(
            row.person.full_name,
            row.session.course.title,
            long_date(local_day(row.session.starts_at)),
            str(row.get_state_display()),
            _instead(row),
        )
        for row in bookings[:COMING_LISTED]
    ]


def _instead(row: Booking) -> str:
    if row.state != Booking.State.BOOKED or row.hold_id is None:
        return ""
    return link(f"/partner/bookings/{row.public_id}/instead/", "Send somebody else")


def asked_rows(requests: Iterable[PlaceRequest]) -> Rows:
    """Requests for sessions to come."""
    return [
        cells(
            f"{row.session.course.title}, {long_date(local_day(row.session.starts_at))}",
            str(row.places),
            long_date(local_day(row.asked_at)),
            f"{row.get_state_display()}. {row.answer}" if row.answer else str(row.get_state_display()),
        )
        for row in requests
    ]


def read_rows(lines: Iterable[PastedName], hold: PlaceHold) -> Rows:
    """What was read of a pasted list: each line with its problem, or whether the person is known."""
    listed = list(lines)
    emails = [line.email for line in listed if line.email]
    known = Person.objects.filter(organisation=hold.organisation_id, work_email__in=emails, joined_into=None)
    addresses = set(known.values_list("work_email", flat=True))
    return [
        cells(str(line.line), line.full_name or line.text, _said(line, line.email in addresses), line.email)
        for line in listed
    ]


def _said(line: PastedName, known: bool) -> str:
    if line.problem:
        return f"Mend this line: {line.problem}"
    return "Known to the Academy" if known else "New to the Academy"


def people_rows(people: Iterable[Person]) -> Rows:
    """Everybody of the organisation."""
    return [
        cells(
            person.full_name,
            person.work_email,
            str(person.get_external_role_display()) if person.external_role else "",
            "Yes" if person.user_id else "Not yet",
        )
        for person in people
    ]
