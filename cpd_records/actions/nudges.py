"""A kind word at mid-year: one press of a manager, one letter, once a period. Never by the clock."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cpd_records import emails, policies
from cpd_records.models import Account, AllowanceNudge
from cpd_records.permissions import can_nudge
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.team_balance import far_behind, note_of, period
from cpd_records.rules.years import year_start
from foundation import changelog, outbox, wordings
from foundation.durations import minutes_as_days
from foundation.policies import book
from workforce.models import Person, User


class NudgeRefused(ValueError):
    """A word is not in place just now; the message says why."""


class NotYourPerson(PermissionDenied):
    """Somebody tried who does not decide for this person."""


@transaction.atomic
def send(*, person_id: int, by: User, at: datetime) -> AllowanceNudge:
    """Write to somebody whose year is half over with little used. Twice sends one letter.

    Raises NotYourPerson or NudgeRefused (away, not far behind, no address).
    """
    today = timezone.localdate(at)
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person_id)
    if not can_nudge(by, person, today):
        raise NotYourPerson("You can send a word to the people you decide for.")
    start = year_start(today)
    earlier = AllowanceNudge.objects.filter(person=person, period=period(start)).first()
    if earlier is not None:
        return earlier
    held = _held(person, start)
    figures = book()
    if not far_behind(note_of(held, start, today, figures), start, today, figures):
        raise NudgeRefused("They have used or booked enough by now, or half of the year has not passed yet.")
    if Person.objects.with_away(today).get(pk=person.pk).away or person.suspended_on or not person.work_email:
        raise NudgeRefused("They are away just now. Nobody is written to about this while away.")
    made = AllowanceNudge.objects.create(person=person, period=period(start), by=by, at=at)
    changelog.record(by=by, at=at, verb="allowance.nudge", subject=made)
    _write(person, held, by, at)
    return made


def _held(person: Person, start: Any) -> Balance:
    account = Account.objects.filter(person=person).of_year(start).with_balances().first()
    return balance_of(account.sums) if account else Balance()


def _write(person: Person, held: Balance, by: User, at: datetime) -> None:
    today = timezone.localdate(at)
    day, site = book().whole(policies.DAY, today), settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    values = {
        "first_name": person.first_name,
        "left": minutes_as_days(held.left, day),
        "granted": minutes_as_days(held.granted, day),
        "manager": by.get_full_name(),
        "courses_link": f"{site}/courses/",
        "link": f"{site}/my/allowance/",
    }
    subject, body = wordings.compose(emails.ALLOWANCE_NUDGE.kind, values)
    outbox.queue(
        kind=emails.ALLOWANCE_NUDGE.kind,
        source=f"allowance-nudge:{person.public_id}:{period(year_start(today))}",
        to=person.work_email,
        recipient=person.user,
        subject=subject,
        body=body,
        at=at,
    )
