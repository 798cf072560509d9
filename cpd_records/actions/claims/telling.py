"""Who is written to about a claim, and with which letter; nothing that somebody wrote goes into one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from cpd_records import policies as figures
from cpd_records.emails import claims as letters
from cpd_records.models import Claim, ClaimEvent, ClaimKind
from foundation import outbox, policies, wordings
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days_and_hours
from foundation.wordings import Wording
from workforce.models import Person
from workforce.querysets.deciders import deputies_of, managers_of

What = ClaimEvent.What
TO_PERSON = {
    What.AGREED: letters.AGREED,
    What.QUERIED: letters.QUERIED,
    What.REFUSED: letters.REFUSED,
    What.REVERSED: letters.REVERSED,
    What.LATE_ALLOWED: letters.LATE_ALLOWED,
    What.VERIFIED: letters.VERIFIED,
}
TO_VERIFIER = {
    What.ASKED: letters.ASKED_FIRST,
    What.SUBMITTED: letters.TO_VERIFY,
    What.ANSWERED: letters.ANSWERED,
}


def person(claim: Claim, event: ClaimEvent, *, counted: str = "") -> None:
    """The person, of what became of their claim."""
    day = policies.book().whole(figures.DAY, claim.ends_on)
    credited = minutes_as_days_and_hours(claim.credited_minutes or 0, day)
    more = {"counted": counted, "credited": credited} if event.what == What.VERIFIED else {}
    _write(TO_PERSON[ClaimEvent.What(event.what)], claim, [claim.person], str(event.pk), event.at, "my/cpd", more)


def verifiers(claim: Claim, event: ClaimEvent) -> None:
    """The managers and who stands in for them that day; with nobody to ask, it is on the coordinators' desk."""
    _write_verifiers(TO_VERIFIER[ClaimEvent.What(event.what)], claim, str(event.pk), event.at)


def remind(claim: Claim, at: datetime) -> None:
    """The same people once more."""
    _write_verifiers(letters.REMINDER, claim, f"{at:%Y-%m-%d}", at)


def further_up(claim: Claim, event: ClaimEvent, above: Iterable[Person]) -> None:
    """The managers' managers."""
    _write(letters.FURTHER_UP, claim, above, str(event.pk), event.at, "team", _learner(claim))


def _write_verifiers(letter: Wording, claim: Claim, key: str, at: datetime) -> None:
    on = timezone.localdate(at)
    managers = managers_of([claim.person_id], on).get(claim.person_id, [])
    standing_in = deputies_of([each.pk for each in managers], on)
    asked = {each.pk: each for each in [*managers, *(d for found in standing_in.values() for d in found)]}
    people = [each for pk, each in asked.items() if pk != claim.person_id]
    _write(letter, claim, people, key, at, "team", _learner(claim))


def _learner(claim: Claim) -> dict[str, str]:
    return {"learner": claim.person.full_name}


def _write(
    letter: Wording,
    claim: Claim,
    people: Iterable[Any],
    key: str,
    at: datetime,
    part: str,
    more: dict[str, str],
) -> None:
    site, words = settings.WAGTAILADMIN_BASE_URL.rstrip("/"), wordings.book()
    values = {**_facts(claim, at), **more, "link": f"{site}/{part}/claims/{claim.public_id}/"}
    for each in people:
        if not each.work_email:
            continue
        subject, body = words.compose(letter.kind, {**values, "first_name": each.first_name})
        outbox.queue(
            kind=letter.kind,
            source=f"claim:{claim.public_id}:{key}",
            to=each.work_email,
            recipient=each.user,
            subject=subject,
            body=body,
            at=at,
        )


def _facts(claim: Claim, at: datetime) -> dict[str, str]:
    kind = ClaimKind.objects.book(timezone.localdate(at)).get(claim.kind)
    last = "" if claim.ends_on == claim.starts_on else f" to {long_date(claim.ends_on)}"
    day = policies.book().whole(figures.DAY, claim.ends_on)
    return {
        "kind": kind.name if kind else claim.kind,
        "dates": f"{long_date(claim.starts_on)}{last}",
        "length": minutes_as_days_and_hours(claim.minutes, day),
    }
