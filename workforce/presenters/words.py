"""Wording that several pages share."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join

from foundation.british_dates import long_date
from workforce.models import Post, TeamVersion

NOT_KNOWN = "Not known"


def source(run: Any, file: str, *, provisional: bool = False) -> str:
    """Where a fact is from: which file, and when it came."""
    if provisional:
        return "Entered by hand before the staff file had it"
    if run is None:
        return "Entered by hand"
    return f"{file}, received {long_date(timezone.localdate(run.started_at))}"


def hours(fte: Decimal) -> str:
    """ "Full time", or the share of it."""
    if fte == 1:
        return "Full time"
    return f"{(fte * 100).normalize():f}% of full time"


def last_day(ends_on: date | None) -> str:
    """The last day on which something holds, from the first on which it does not."""
    return long_date(ends_on - timedelta(days=1)) if ends_on else ""


def span(starts_on: date, ends_on: date | None) -> str:
    """ "1 April 2024 to 30 October 2026", "Since 1 April 2024", or a single day."""
    if ends_on is None:
        return f"Since {long_date(starts_on)}"
    first, last = long_date(starts_on), last_day(ends_on)
    return first if first == last else f"{first} to {last}"


def team_names(day: date, teams: set[int]) -> dict[int, str]:
    """Names of teams on a day, by key."""
    rows = TeamVersion.objects.current().running(day).filter(team__in=teams)
    return dict(rows.values_list("team", "name"))


def link(url: str, text: str) -> str:
    """A link inside a cell of a table."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, text)


def tag(text: str, colour: str = "") -> str:
    """A tag inside a cell of a table."""
    style = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', style, text)


def joined(parts: list[str]) -> str:
    """Markup of ours, one beside the other."""
    return format_html_join(" ", "{}", ((part,) for part in parts))


def cells(*texts: str) -> list[dict[str, str]]:
    """A row of a table."""
    return [{"text": text} for text in texts]


def head(*texts: str) -> list[dict[str, str]]:
    """The headings of a table."""
    return [{"text": text} for text in texts]


def running_post(posts: list[Post], day: date) -> Post | None:
    """The post to name somebody by: the one in force, else the next to begin, else the last."""
    running = [post for post in posts if post.starts_on <= day and (post.ends_on is None or post.ends_on > day)]
    ahead = [post for post in posts if post.starts_on > day]
    return next(iter(running or ahead or posts[-1:]), None)
