"""Reminders of requirements: one letter a day at most to anybody, each mark of each due date once.

Nobody is written to while away, nor about what they are let off; when they are back, the mark that has
passed by then is sent. Others never learn why (DOMAIN 9).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cpd_records import emails, policies
from cpd_records.models import Exemption, Requirement, RequirementPeriod, RequirementReminder
from foundation import outbox, wordings
from foundation.policies import PolicyBook, book
from foundation.wordings import WordingBook
from workforce.models import Person

FIRST, SECOND, LATE = "first", "second", "late"


@dataclass(frozen=True, slots=True)
class Marks:
    """Days before the due date of the first and the second reminder, and after it of the last; 0: none."""

    first: int
    second: int
    late: int

    @classmethod
    def of(cls, figures: PolicyBook, on: date) -> "Marks":
        """The figures in force on a day."""
        keys = (policies.FIRST_REMINDER, policies.SECOND_REMINDER, policies.LATE_REMINDER)
        return cls(*(figures.whole(key, on) for key in keys))

    def passed(self, due_on: date, on: date) -> str:
        """The latest mark that has passed, or an empty text: a late start does not send them all."""
        days = (due_on - on).days
        if days < 0:
            return LATE if self.late and -days >= self.late else ""
        if self.second and days <= self.second:
            return SECOND
        return FIRST if self.first and days <= self.first else ""


def send_due(*, at: datetime) -> int:
    """Write to everybody for whom a mark has newly passed; returns how many letters were queued."""
    on = timezone.localdate(at)
    marks, words = Marks.of(book(), on), wordings.book()
    titles = {row.code: row.title for row in Requirement.objects.asked_on(on)}
    due = _due(marks, titles, on)
    people = Person.objects.in_bulk(due)
    for person_id, periods in due.items():
        _write(people[person_id], periods, titles, words, on, at)
    return len(due)


def _due(marks: Marks, titles: dict[str, str], on: date) -> dict[int, list[tuple[RequirementPeriod, str]]]:
    """Open periods whose mark has passed and was not sent, by person, the most urgent first."""
    horizon = on + timedelta(days=max(marks.first, marks.second))
    open_ones = RequirementPeriod.objects.open().filter(
        due_on__lte=horizon, window_opens_on__lte=on, code__in=titles, person__in=_reachable(on)
    )
    sent = set(RequirementReminder.objects.filter(period__in=open_ones).values_list("period_id", "mark", "due_on"))
    exempt = set(Exemption.objects.running(on).values_list("person_id", "code"))
    found: dict[int, list[tuple[RequirementPeriod, str]]] = {}
    for period in open_ones.order_by("due_on", "pk"):
        mark = marks.passed(period.due_on, on)
        known = (period.pk, mark, period.due_on) in sent or (period.person_id, period.code) in exempt
        if mark and not known:
            found.setdefault(period.person_id, []).append((period, mark))
    return found


def _reachable(on: date) -> Iterable[Person]:
    """People who are here: not away, not suspended, and with an address."""
    people = Person.objects.with_away(on).filter(away=False, suspended_on=None, joined_into=None)
    return people.exclude(work_email="").values("pk")  # type: ignore[return-value]  # a subquery of keys


@transaction.atomic
def _write(
    person: Person,
    periods: list[tuple[RequirementPeriod, str]],
    titles: dict[str, str],
    words: WordingBook,
    on: date,
    at: datetime,
) -> None:
    due = [(titles[period.code], period.due_on) for period, _ in periods]
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    subject, body = emails.requirements_due(words=words, first_name=person.first_name, due=due, today=on, site=site)
    rows = [RequirementReminder(period=row, mark=mark, due_on=row.due_on, sent_at=at) for row, mark in periods]
    RequirementReminder.objects.bulk_create(rows, ignore_conflicts=True)
    outbox.queue(
        kind=emails.REQUIREMENTS_DUE.kind,
        source=f"requirements:{person.public_id}:{on:%Y-%m-%d}",
        to=person.work_email,
        recipient=person.user,
        subject=subject,
        body=body,
        at=at,
    )
