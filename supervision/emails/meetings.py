"""Letters about dates and agreements: never a word of what is said (DOMAIN 9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from foundation.british_dates import clock_span, weekday_date
from foundation.calendar_events import CalendarEvent, Method, Party, calendar_text
from foundation.wordings import Wording

PRODUCT = "-//Rotherham Learning Academy//Supervision//EN"
TITLE = "Supervision"
"""In calendars that colleagues may see: nothing personal."""
NOTICE = "Declining this in your calendar does not cancel it. Move or cancel it on the Academy’s site, with a reason."
GROUP = "Supervision"
ABOUT = {
    "first_name": ("The first name of whoever it is for", "Priya"),
    "other": ("The other of the two, or the group", "Joseph Skelton"),
    "date": ("The day", "Thursday 12 November 2026"),
    "time": ("From when to when", "9:30am to 11am"),
    "place": ("Where, or how", "Riverside House, room 4"),
    "link": ("The address of their supervision page", "https://academy.example/my/supervision/"),
}
_WHEN = """{date}
{time}
{place}

{link}
"""
PLANNED = Wording(
    "supervision-planned",
    "A supervision is planned",
    GROUP,
    "Supervision on {date}",
    f"Hello {{first_name}}\n\nSupervision with {{other}} is planned for\n\n{_WHEN}\nThe invitation is attached.\n",
    ABOUT,
    keeps=("date", "time", "link"),
    when="When a date is set; to both, each date with its invitation.",
)
MOVED = Wording(
    "supervision-moved",
    "A supervision has another date",
    GROUP,
    "Supervision now on {date}",
    f"Hello {{first_name}}\n\nSupervision with {{other}} has moved. It is now on\n\n{_WHEN}\nYour calendar changes with this message.\n",
    ABOUT,
    keeps=("date", "time", "link"),
    when="When a date is moved, or somebody standing in leads it; to both.",
)
CANCELLED = Wording(
    "supervision-cancelled",
    "A supervision does not take place",
    GROUP,
    "Supervision on {date} does not take place",
    "Hello {first_name}\n\nSupervision with {other} on {date} does not take place.\n\n"
    "Please agree another date within ten working days:\n\n{link}\n",
    {name: value for name, value in ABOUT.items() if name not in ("time", "place")},
    keeps=("date", "link"),
    when="When a date is cancelled; to both.",
)
REMINDER = Wording(
    "supervision-reminder",
    "A supervision is near",
    GROUP,
    "Supervision on {date}",
    f"Hello {{first_name}}\n\nA reminder: supervision with {{other}} is on\n\n{_WHEN}\n"
    "What would make it worth your time? You can look at what was agreed last time before you meet.\n",
    ABOUT,
    keeps=("date", "link"),
    when="So many days before (two policy figures); to both, never to somebody who is away.",
)
AGREEMENT = Wording(
    "supervision-agreement",
    "A supervision agreement waits for a signature",
    GROUP,
    "Your supervision agreement is ready to read",
    "Hello {first_name}\n\nThe supervision agreement between you and {other} is ready. "
    "Read it, ask about what you would change, and sign it when it is right:\n\n{link}\n",
    {name: ABOUT[name] for name in ("first_name", "other", "link")},
    keeps=("link",),
    when="When one of the two has written the agreement and asks the other to sign.",
)
WORDINGS = (PLANNED, MOVED, CANCELLED, REMINDER, AGREEMENT)


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting as one of the two is told of it. `number` tells apart the two events in calendars."""

    meeting_id: UUID
    number: int
    sequence: int
    starts_at: datetime
    minutes: int
    place: str
    to: Party
    first_name: str
    other: str
    link: str

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def values(self) -> dict[str, str]:
        """What `ABOUT` promises."""
        return {
            "first_name": self.first_name,
            "other": self.other,
            "date": weekday_date(self.starts_at),
            "time": clock_span(self.starts_at, self.ends_at),
            "place": self.place,
            "link": self.link,
        }


def invitation(told: Told, method: Method, at: datetime, organiser: Party) -> str:
    """The calendar part: when and where, and nobody's name but the reader's own."""
    event = CalendarEvent(
        key=f"supervision-{told.meeting_id}-{told.number}",
        sequence=told.sequence,
        title=TITLE,
        starts_at=told.starts_at,
        ends_at=told.ends_at,
        place=told.place,
        description=f"Everything about it: {told.link}",
        url=told.link,
        attendee=told.to,
        organiser=organiser,
        notice=NOTICE,
    )
    return calendar_text(event, method, at, product=PRODUCT)
