"""From the day a body's reminders begin: what a registration year still lacks, once a month, until nothing does."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cpd_records import reflection_letters as letters
from cpd_records.actions.reflections.prompting import reachable
from cpd_records.actions.registration.letters import site
from cpd_records.models import CpdPrompt, RegistrationRule
from cpd_records.rules.registration import by_when, in_short, is_complete, prompts_from
from cpd_records.rules.registration_counts import Standing, standings
from foundation import outbox, wordings
from foundation.policies import book
from workforce.models import Person


def send_due(*, at: datetime) -> int:
    """Write to everybody whose year lacks something, once in each calendar month; answers how many."""
    on = timezone.localdate(at)
    if not any(rule.prompt_month for rule in RegistrationRule.objects.asked_on(on)):
        return 0
    people = {person.pk: person for person in Person.objects.filter(pk__in=reachable(on))}
    asked = set(CpdPrompt.objects.filter(mark=CpdPrompt.Mark.YEAR).values_list("person_id", "subject"))
    words, sent = wordings.book(), 0
    for standing in standings(people.values(), on, book()):
        if _is_due(standing, on) and (standing.person_id, _subject(standing, at)) not in asked:
            _write(people[standing.person_id], standing, words, at)
            sent += 1
    return sent


def _is_due(standing: Standing, on: date) -> bool:
    begins = prompts_from(standing.rule, standing.window)
    return begins is not None and begins <= on and not is_complete(standing.rule, standing.counts)


def _subject(standing: Standing, at: datetime) -> str:
    return f"{standing.rule.code}:{standing.window.key:%Y-%m-%d}:{timezone.localdate(at):%Y-%m}"


@transaction.atomic
def _write(person: Person, standing: Standing, words: Any, at: datetime) -> None:
    rule, on, subject_key = standing.rule, timezone.localdate(at), _subject(standing, at)
    prompt = CpdPrompt(person=person, mark=CpdPrompt.Mark.YEAR, subject=subject_key, sent_at=at)
    CpdPrompt.objects.bulk_create([prompt], ignore_conflicts=True)
    until = by_when(rule, standing.window, on)
    subject, body = words.compose(
        letters.YEAR.kind,
        {
            "first_name": person.first_name,
            "body_name": rule.body_name,
            "short": in_short(rule, standing.counts),
            "by_when": f"{until[:1].upper()}{until[1:]}",
            "link": f"{site()}/my/cpd/registration/",
        },
    )
    outbox.queue(
        kind=letters.YEAR.kind,
        source=f"registration:{person.public_id}:{subject_key}",
        to=person.work_email,
        recipient=person.user,
        subject=subject,
        body=body,
        at=at,
    )
