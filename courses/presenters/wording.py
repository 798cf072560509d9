"""How lengths, dates, places and methodologies of courses are said, on every page alike."""

from datetime import date, datetime
from functools import cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from foundation import british_dates, durations
from foundation.methodologies import METHODOLOGIES, Split

MODES = {"room": "In a room", "virtual": "Online, live", "self_paced": "In your own time", "blended": "Blended"}
LABELS = dict(METHODOLOGIES) | {"general": "General learning"}


def length(minutes: int) -> str:
    """ "Half a day", "1 day", "2 days"; anything shorter than half a day in hours and minutes."""
    half = durations.DEFAULT_MINUTES_PER_DAY // 2
    if minutes == half:
        return "Half a day"
    return durations.minutes_as_hours(minutes) if minutes < half else durations.minutes_as_days(minutes)


def dates(starts_at: datetime, ends_at: datetime) -> str:
    """ "Thursday 12 November 2026", or "12 November to 3 December 2026" for a session of several dates."""
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    if first == last:
        return british_dates.weekday_date(first)
    return f"{_start_of_span(first, last)} to {british_dates.long_date(last)}"


def _start_of_span(first: date, last: date) -> str:
    if first.year != last.year:
        return british_dates.long_date(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"


def places(left: int) -> str:
    """What the number of places left means for somebody who wants one."""
    if left <= 0:
        return "Full"
    return "1 place left" if left == 1 else f"{left} places left"


def refresh(months: int | None) -> str:
    """ "Refresh every 2 years", or nothing."""
    if not months:
        return ""
    years, rest = divmod(months, 12)
    if rest:
        return f"Refresh every {months} months"
    return "Refresh every year" if years == 1 else f"Refresh every {years} years"


def methodology_codes(weights: Split) -> list[str]:
    """The methodologies a course gives time to, in the house's order."""
    return [code for (code, _), weight in zip(METHODOLOGIES, weights.parts(), strict=True) if weight]


@cache
def methodology_tag(code: str) -> SafeString:
    """One methodology's mark and name; drawn once, since a page of cards shows it dozens of times."""
    drawn = render_to_string("components/methodology.html", {"key": code, "label": LABELS[code]})
    return mark_safe(f"<li>{drawn.strip()}</li>")  # noqa: S308  our own component, and nothing a person typed


def methodology_tags(weights: Split) -> SafeString:
    """The tags of a course as items of a list."""
    return mark_safe("".join(methodology_tag(code) for code in methodology_codes(weights)))  # noqa: S308  as above
