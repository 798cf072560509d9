"""When somebody wants to hear from the Academy: at once, once a day, not at night (DESIGN 4 "Messages")."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from foundation.asked_often import AskedOften
from foundation.models import MessagePreferences

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose. `digest_hour` None: each message at once. Times by the clock on the wall.

    Quiet hours that end before they begin last over midnight.
    """

    reminders: bool = True
    digest_hour: int | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    texts: bool = False
    mobile: str = ""

    @property
    def takes_texts(self) -> bool:
        """Whether urgent news may go to a number that was proved."""
        return self.texts and bool(self.mobile)


@dataclass(frozen=True, slots=True)
class Times:
    """From when a message may leave, and whether in the daily mail."""

    not_before: datetime | None = None
    in_digest: bool = False


NOTHING_CHOSEN = Choices()
AT_ONCE = Times()
FIELDS = ("reminders", "digest_hour", "quiet_from", "quiet_until", "texts", "mobile")
ROWS = AskedOften(lambda user_id: MessagePreferences.objects.filter(user_id=user_id).values(*FIELDS), int)


def of(user: Any) -> Choices:
    """What a user chose; for None, somebody without a user, nothing. One query."""
    found = ROWS.tuples(user.pk) if user is not None else []
    return Choices(*found[0]) if found else NOTHING_CHOSEN


def number_to_prove(user: Any) -> str:
    """The number a code was sent to and that waits for it, or empty."""
    found = MessagePreferences.objects.filter(user=user).values_list("mobile_asked", flat=True).first()
    return found or ""


def refuse_reminders(user_ids: list[int]) -> set[int]:
    """Which of these users want no reminders."""
    found = MessagePreferences.objects.filter(user_id__in=user_ids, reminders=False)
    return set(found.values_list("user_id", flat=True))


def times(choices: Choices, at: datetime, *, own_mail: bool) -> Times:
    """When a message written at `at` may leave. `own_mail`: one that calendars read never joins the daily mail."""
    if choices.digest_hour is not None and not own_mail:
        return Times(_next(time(choices.digest_hour), at), in_digest=True)
    if choices.quiet_from is None or choices.quiet_until is None:
        return AT_ONCE
    if not _within(at.astimezone(LONDON).time(), choices.quiet_from, choices.quiet_until):
        return AT_ONCE
    return Times(_next(choices.quiet_until, at))


def _within(now: time, start: time, end: time) -> bool:
    return start <= now < end if start <= end else now >= start or now < end


def _next(hour: time, at: datetime) -> datetime:
    """The next moment the clock on the wall shows `hour`. Where the clocks skip it, the hour after."""
    today = at.astimezone(LONDON).date()
    found = datetime.combine(today, hour, LONDON)
    return found if found > at else datetime.combine(today + timedelta(days=1), hour, LONDON)
