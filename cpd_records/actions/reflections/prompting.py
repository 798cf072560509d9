"""The clock asks: what did you learn (after two days), what difference did it make (after three months).

Each is asked once, whatever happens to the job or to a corrected record; nobody is written to while
away or once they have left. No letter says what the learning or the reflection was about.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cpd_records import reflection_letters as letters
from cpd_records.models import CpdPrompt, CpdRecord, Reflection
from cpd_records.reflection_policies import DIFFERENCE_MONTHS, DIFFERENCE_WITHIN, PROMPT_HOURS, PROMPT_WITHIN
from foundation import outbox, wordings
from foundation.models import MessagePreferences
from foundation.months import months_later
from foundation.policies import PolicyBook, book
from foundation.wordings import Wording
from workforce.models import Person

Mark = CpdPrompt.Mark


def send_due(*, at: datetime) -> int:
    """Write to everybody who is due; one letter of a kind a day at most. Answers how many were queued."""
    figures = book()
    return _ask_what_was_learned(figures, at) + _ask_what_difference(figures, at)


def _ask_what_was_learned(figures: PolicyBook, at: datetime) -> int:
    on = timezone.localdate(at)
    hours = figures.whole(PROMPT_HOURS, on)
    if not hours:
        return 0
    about = Reflection.objects.filter(record=OuterRef("pk"))
    asked = CpdPrompt.objects.filter(person=OuterRef("person"), mark=Mark.REFLECT, subject=OuterRef("source"))
    due = CpdRecord.objects.standing().filter(
        recorded_at__lte=at - timedelta(hours=hours),
        ends_on__gte=on - timedelta(days=figures.whole(PROMPT_WITHIN, on)),
        person__in=reachable(on),
    )
    rows = due.exclude(Exists(about)).exclude(Exists(asked)).order_by("person_id", "-ends_on", "-pk")
    found: dict[int, list[tuple[str, str]]] = {}
    for record in rows:
        page = f"/my/cpd/reflections/new/?record={record.public_id}"
        found.setdefault(record.person_id, []).append((record.source, page))
    return _write(found, Mark.REFLECT, letters.REFLECT, at)


def _ask_what_difference(figures: PolicyBook, at: datetime) -> int:
    on = timezone.localdate(at)
    months = figures.whole(DIFFERENCE_MONTHS, on)
    if not months:
        return 0
    latest = months_later(on, -months)
    earliest = latest - timedelta(days=figures.whole(DIFFERENCE_WITHIN, on))
    due = Reflection.objects.without_difference().filter(
        started_at__date__lte=latest, started_at__date__gte=earliest, person__in=reachable(on)
    )
    asked = CpdPrompt.objects.filter(mark=Mark.DIFFERENCE, person__in=due.values("person"))
    known = set(asked.values_list("person_id", "subject"))
    found: dict[int, list[tuple[str, str]]] = {}
    for row in due.order_by("person_id", "-started_at", "-pk").values("person_id", "public_id"):
        if (row["person_id"], str(row["public_id"])) not in known:
            page = f"/my/cpd/reflections/{row['public_id']}/edit/"
            found.setdefault(row["person_id"], []).append((str(row["public_id"]), page))
    return _write(found, Mark.DIFFERENCE, letters.DIFFERENCE, at)


def reachable(on: Any) -> Any:
    """People who are here: not away, not suspended, with an address, and in post or from elsewhere; never
    those who chose to have no reminders."""
    people = Person.objects.with_away(on).filter(away=False, suspended_on=None, joined_into=None)
    here = Person.objects.in_service(on).values("pk")
    outside = Person.objects.filter(standing=Person.Standing.EXTERNAL).values("pk")
    unwanted = MessagePreferences.objects.filter(reminders=False).values("user")
    wanted = people.exclude(work_email="").exclude(user__in=unwanted)
    return wanted.filter(pk__in=here.union(outside)).values("pk")


def _write(found: dict[int, list[tuple[str, str]]], mark: str, wording: Wording, at: datetime) -> int:
    """One letter to each, about the newest; everything that was due counts as asked."""
    words, people = wordings.book(), Person.objects.in_bulk(found)
    for person_id, subjects in found.items():
        _one(people[person_id], subjects, mark, wording, words, at)
    return len(found)


@transaction.atomic
def _one(
    person: Person, subjects: list[tuple[str, str]], mark: str, wording: Wording, words: Any, at: datetime
) -> None:
    rows = [CpdPrompt(person=person, mark=mark, subject=subject, sent_at=at) for subject, _ in subjects]
    CpdPrompt.objects.bulk_create(rows, ignore_conflicts=True)
    site = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    subject, body = words.compose(wording.kind, {"first_name": person.first_name, "link": f"{site}{subjects[0][1]}"})
    outbox.queue(
        kind=wording.kind,
        source=f"cpd:{person.public_id}:{mark}:{timezone.localdate(at):%Y-%m-%d}",
        to=person.work_email,
        recipient=person.user,
        subject=subject,
        body=body,
        at=at,
    )
