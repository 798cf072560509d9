"""Supervision of the demo: live since last week, and agreements and dates of the people one can sign in as."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from academy.demo import supervision_records
from foundation.working_days import add_working_days
from supervision.actions import agreements, meetings
from supervision.models import Agreement, Attendee, Meeting
from supervision.reasons import Reason
from workforce.actions.live_from import set_date
from workforce.models import LiveFrom, Person

SUPERVISOR, SIGNED, WAITING = "joseph.skelton@example.org", "alice.gibbons@example.org", "nicola.tyas@example.org"
LIVE_DAYS = 7
"""Long enough that something is due, short enough that not everything is red."""


def go_live(at: datetime) -> None:
    """Before the past is imported, so that everybody's turns are worked out once."""
    if not LiveFrom.objects.filter(module=LiveFrom.Module.SUPERVISION).exists():
        day = timezone.localdate(at) - timedelta(days=LIVE_DAYS)
        set_date(module=LiveFrom.Module.SUPERVISION, team=None, starts_on=day, by=None, at=at)


def load(at: datetime, progress: Callable[[str], None]) -> str:
    """A signed agreement with dates, one that waits for a signature, one date to confirm, a group, written records."""
    if Agreement.objects.exists():
        return "already there"
    joseph, alice, nicola = (_person(email) for email in (SUPERVISOR, SIGNED, WAITING))
    _agree(joseph, alice, at, sign=True)
    _agree(joseph, nicola, at, sign=False)
    made = meetings.plan_ahead(supervisee=alice, wish=_wish(at, 6, 10), by=joseph.user, at=at)
    made += meetings.plan_ahead(supervisee=nicola, wish=_wish(at, 3, 14), by=joseph.user, at=at)
    _yesterday(joseph, nicola, at)
    later = made[1].starts_at
    if later is not None:
        meetings.move(meeting_id=made[1].pk, to=later + timedelta(hours=3), reason=Reason.COURT, by=alice.user, at=at)
    _group(joseph, (alice, nicola), at)
    supervision_records.load(joseph, alice, at)
    return f"{len(made)} dates ahead"


def _person(email: str) -> Person:
    return Person.objects.select_related("user").get(work_email=email)


def _agree(supervisor: Person, supervisee: Person, at: datetime, *, sign: bool) -> None:
    terms = agreements.Terms(place="A private room at Riverside House")
    row = agreements.draft(supervisee=supervisee, supervisor=supervisor, terms=terms, by=supervisor.user, at=at)
    agreements.share(agreement_id=row.pk, by=supervisor.user, at=at)
    agreements.sign(agreement_id=row.pk, limits_acknowledged=False, by=supervisor.user, at=at)
    if sign:
        agreements.sign(agreement_id=row.pk, limits_acknowledged=True, by=supervisee.user, at=at)


def _wish(at: datetime, days: int, hour: int) -> meetings.Wish:
    day = add_working_days(timezone.localdate(at), days)
    return meetings.Wish(_moment(day, hour), mode=Meeting.Mode.IN_PERSON, place="Riverside House, room 4")


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _yesterday(supervisor: Person, supervisee: Person, at: datetime) -> None:
    """One that is over, and nobody has said yet whether it took place."""
    day = add_working_days(timezone.localdate(at), -1)
    planned = at - timedelta(days=6)
    meetings.plan(supervisee=supervisee, wish=meetings.Wish(_moment(day, 9)), by=supervisor.user, at=planned)


def _group(facilitator: Person, people: tuple[Person, ...], at: datetime) -> None:
    roles = dict(zip(people, (Attendee.Role.PRESENTER, Attendee.Role.MEMBER), strict=True))
    guest = meetings.Guest("Sana Malik", "sana.malik@health.example.org")
    meetings.plan_group(wish=_wish(at, 8, 13), people=roles, guests=[guest], by=facilitator.user, at=at)
