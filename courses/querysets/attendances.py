"""Who was there, a row for each booking and date, for a file of any length."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.utils import timezone

HEADINGS = (
    *("Employee number", "First name", "Last name", "Session", "Course code", "Course", "Begins", "Ends"),
    *("Booking", "Attendance", "Minutes attended", "Minutes of the date", "Came without a booking"),
)


class LocalText(Func):
    """A moment as people here read it, written by PostgreSQL: a file of 20,000 rows has 40,000 of them."""

    template = "to_char(%(expressions)s AT TIME ZONE '%(zone)s', 'YYYY-MM-DD HH24:MI')"
    output_field = CharField()


class YesNo(Func):
    """Y or N, as files say it."""

    template = "CASE WHEN %(expressions)s THEN 'Y' ELSE 'N' END"
    output_field = CharField()


def attendances(bookings: Any, first: datetime, after: datetime) -> QuerySet[Any]:
    """Tuples in the order of `HEADINGS`: places held on dates that begin in the span, as they took place.

    The newest mark of a booking and date counts; a date nobody marked has none.
    """
    marks = apps.get_model("courses", "AttendanceMark").objects
    newest = marks.filter(booking=OuterRef("pk"), session_date=OuterRef("session__dates__pk")).order_by("-pk")
    held = bookings.on_the_roster().filter(session__dates__starts_at__gte=first, session__dates__starts_at__lt=after)
    zone = timezone.get_current_timezone_name()
    rows: QuerySet[Any] = held.order_by("session__dates__starts_at", "session_id", "pk").values_list(
        *("person__employee_number", "person__first_name", "person__last_name", "session__ref"),
        *("session__course__code", "session__course__title"),
        LocalText(F("session__dates__starts_at"), zone=zone),
        LocalText(F("session__dates__ends_at"), zone=zone),
        "state",
        Subquery(newest.values("mark")[:1], output_field=CharField()),
        Subquery(newest.values("minutes")[:1], output_field=IntegerField()),
        "session__dates__learning_minutes",
        YesNo(F("walk_in")),
    )
    return rows
