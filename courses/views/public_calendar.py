"""`/courses/calendar/` and `/courses/calendar.ics`: open sessions, for anybody."""

from datetime import date, datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.actions.correspondence import organiser
from courses.models import Session
from courses.presenters.public_calendar import month_page, next_month, open_dates
from courses.rules.public_calendar import public_calendar

MOST = 500
"""Sessions in the calendar file; the nearest, where there are more."""


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """One month of open sessions: the one the address names, or the first in which something is on."""
    now = timezone.now()
    today = timezone.localdate(now)
    asked = request.GET.get("month", "")
    month = _month(asked, today) if asked else _first_month(now)
    first, end = _start(month), _start(next_month(month))
    found = _open_sessions(now).filter(dates__starts_at__gte=first, dates__starts_at__lt=end).distinct()
    return render(request, "courses/calendar.html", {"page": month_page(found, month, today)})


@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same for calendar programs: everything ahead."""
    now = timezone.now()
    sessions = (
        Session.objects.visible_to(AnonymousUser())
        .bookable(now)
        .for_pages()
        .select_related("course")
        .order_by("starts_at", "pk")[:MOST]
    )
    domain = organiser().address.partition("@")[2]
    text = public_calendar(open_dates(sessions, settings.WAGTAILADMIN_BASE_URL.rstrip("/"), domain), now)
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "public, max-age=900", "Content-Disposition": 'inline; filename="academy.ics"'},
    )


def _open_sessions(now: datetime) -> QuerySet[Session]:
    """What everybody may see, with all that is shown."""
    return Session.objects.visible_to(AnonymousUser()).bookable(now).for_pages().select_related("course")


def _first_month(now: datetime) -> date:
    """The month of the next date that can be booked, so that nobody lands on an empty page; this one without any."""
    ahead = Session.objects.visible_to(AnonymousUser()).bookable(now).filter(dates__starts_at__gte=now)
    found = ahead.order_by("dates__starts_at").values_list("dates__starts_at", flat=True).first()
    return timezone.localdate(found or now).replace(day=1)


def _month(text: str, today: date) -> date:
    """The first day of the month that the address names; this month for anything else, and for the past."""
    this_month = today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this_month
    return min(max(asked, this_month), date(today.year + 5, 12, 1))


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
