"""Handing letters to the outbox, in the transaction of what they tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from courses.emails.letters import Facts, Letter
from courses.models import Booking, Session, SessionDate
from courses.rules.conditions.loading import local_day
from courses.rules.notice import is_urgent, last_day_in_time
from foundation import outbox, policies, wordings
from foundation.calendar_events import organiser
from foundation.policies import PolicyBook
from foundation.wordings import WordingBook
from workforce.models import Person
from workforce.querysets.deciders import managers_of

__all__ = ["Correspondence", "managers_of", "organiser"]


@dataclass(slots=True)
class Correspondence:
    """Writes about one session at one moment; policy, texts and managers are read once for all its people."""

    session: Session
    dates: tuple[SessionDate, ...]
    at: datetime
    book: PolicyBook = field(default_factory=policies.book)
    words: WordingBook = field(default_factory=wordings.book)

    def facts(self, booking: Booking) -> Facts:
        """Everything the letters of one booking say; the booking's person is loaded."""
        return Facts(
            booking=booking,
            session=self.session,
            dates=self.dates,
            person=booking.person,
            site=settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            organiser=organiser(),
            last_day=last_day_in_time(local_day(self.session.starts_at), self.book),
            words=self.words,
        )

    def send(self, booking: Booking, letters: Iterable[Letter]) -> None:
        """Queue letters to the person who is booked."""
        self._queue(booking, booking.person, letters)

    def tell_managers(self, booking: Booking, managers: Sequence[Person], letters: Sequence[Letter]) -> None:
        """Queue a letter to each manager; `letters` are in the order of `managers`."""
        for manager, letter in zip(managers, letters, strict=True):
            self._queue(booking, manager, [letter])

    def _queue(self, booking: Booking, person: Person, letters: Iterable[Letter]) -> None:
        """Somebody without an address is not written to, and holds up nothing."""
        for letter in letters if person.work_email else ():
            parts = [booking.source, "" if letter.once else str(booking.sequence), letter.part]
            outbox.queue(
                kind=letter.kind,
                source=":".join(part for part in parts if part),
                to=person.work_email,
                recipient=person.user,
                subject=letter.subject,
                body=letter.body,
                at=self.at,
                calendar=letter.calendar,
                calendar_method=letter.calendar_method,
                urgent=letter.news and is_urgent(self.session.starts_at, self.at, self.book),
                text=letter.text,
            )
