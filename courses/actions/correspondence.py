"""Handing letters to the outbox, in the transaction of what they tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parseaddr

from django.conf import settings

from courses.emails.letters import Facts, Letter
from courses.models import Booking, Session, SessionDate
from courses.rules.conditions.loading import local_day
from courses.rules.invitations import Party
from courses.rules.notice import is_urgent, last_day_in_time
from foundation import outbox, policies, wordings
from foundation.policies import PolicyBook
from foundation.wordings import WordingBook
from workforce.models import ActingManager, Person, Post
from workforce.querysets.recorded import in_force


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
            parts = [booking.source, str(booking.sequence)] + ([letter.part] if letter.part else [])
            outbox.queue(
                kind=letter.kind,
                source=":".join(parts),
                to=person.work_email,
                recipient=person.user,
                subject=letter.subject,
                body=letter.body,
                at=self.at,
                calendar=letter.calendar,
                calendar_method=letter.calendar_method,
                urgent=is_urgent(self.session.starts_at, self.at, self.book),
            )


def organiser() -> Party:
    """The fixed organiser of every invitation: the address messages come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Party(name or settings.WAGTAIL_SITE_NAME, address)


def managers_of(person_ids: Iterable[int], on: date) -> dict[int, list[Person]]:
    """Who manages each of these people on a day: an acting manager instead of the one in the file."""
    ids = set(person_ids)
    found: dict[int, list[Person]] = {}
    for row in ActingManager.objects.filter(in_force(on), person__in=ids).select_related("manager__user"):
        found.setdefault(row.person_id, []).append(row.manager)
    posts = Post.objects.current().running(on).filter(person__in=ids - set(found), line_manager__isnull=False)
    for post in posts.select_related("line_manager__user").order_by("pk"):
        managers = found.setdefault(post.person_id, [])
        if post.line_manager not in managers:
            managers.append(post.line_manager)
    return found
