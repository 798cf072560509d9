"""Who is written to when a carry-over is decided: the person, and whoever asked for it."""

from datetime import datetime

from django.conf import settings

from cpd_records import policies as figures
from cpd_records.emails import carry_over as letters
from cpd_records.models import CarryOver
from cpd_records.rules.years import following, year_name
from foundation import outbox, policies, wordings
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days_and_hours
from foundation.wordings import Wording
from workforce.models import User

GRANTED = CarryOver.State.GRANTED


def tell(decided: CarryOver, at: datetime) -> None:
    """One letter each; the answer's words stay on the page. Whoever decided is not told what they decided."""
    yes, person = decided.state == GRANTED, decided.person
    if person.work_email:
        mine = letters.GRANTED if yes else letters.DECLINED
        _write(mine, decided, person.work_email, person.user, person.first_name, "my/allowance/", at)
    asker = decided.proposed_by
    if asker is not None and asker.is_active and asker.pk not in (decided.decided_by_id, person.user_id):
        theirs = letters.GRANTED_TO_ASKER if yes else letters.DECLINED_TO_ASKER
        _write(theirs, decided, asker.email, asker, asker.get_short_name(), f"allowance/{person.public_id}/", at)


def _write(
    letter: Wording, decided: CarryOver, to: str, reader: User | None, first_name: str, path: str, at: datetime
) -> None:
    day = policies.book().whole(figures.DAY, following(decided.from_year))
    values = {
        "first_name": first_name,
        "name": decided.person.full_name,
        "time": minutes_as_days_and_hours(decided.minutes, day),
        "from_year": year_name(decided.from_year),
        "into_year": year_name(following(decided.from_year)),
        "until": long_date(decided.usable_until) if decided.usable_until else "",
        "link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/{path}",
    }
    subject, body = wordings.compose(letter.kind, values)
    source = f"carry-over:{decided.public_id}:{letter.kind}"
    outbox.queue(kind=letter.kind, source=source, to=to, recipient=reader, subject=subject, body=body, at=at)
