"""`/cms/attendances.csv?from=&to=`: who was there between two days, one row for each booking and date."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from courses.models import Booking
from courses.querysets.attendances import HEADINGS
from courses.querysets.attendances import attendances as rows_between
from courses.viewsets.list_files import csv_response, written_down
from courses.viewsets.session_pages import coordinators_only
from cpd_records.rules.years import year_end, year_start

BATCH = 2000


class BadDays(ValueError):
    """The days cannot be read; the message says how to write them."""


@coordinators_only
@require_safe
def attendances(request: HttpRequest) -> HttpResponseBase:
    """Both days included; without them the allowance year so far. Who took it away is written down."""
    try:
        first, last = _days(request, timezone.localdate())
    except BadDays as bad:
        return HttpResponse(str(bad), status=400, content_type="text/plain; charset=utf-8")
    rows = rows_between(Booking.objects.visible_to(request.user), _midnight(first), _midnight(last + timedelta(1)))
    written_down(request.user, "exported attendances", f"{first} to {last}")
    return csv_response(f"attendances-{first}-{last}.csv", HEADINGS, rows.iterator(BATCH))


def _days(request: HttpRequest, today: date) -> tuple[date, date]:
    first = _day(request.GET.get("from", ""), year_start(today))
    last = _day(request.GET.get("to", ""), year_end(year_start(first)))
    if last < first:
        raise BadDays("The last day must not be before the first.")
    return first, last


def _day(text: str, otherwise: date) -> date:
    try:
        found = parse_date(text) if text else otherwise
    except ValueError:
        found = None
    if found is None or not 1900 < found.year < 9999:
        raise BadDays("Write both days like 2026-04-01: attendances.csv?from=2026-04-01&to=2027-03-31.")
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
