"""Handing letters about meetings to the outbox, in the transaction of what they tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from foundation import outbox, wordings
from foundation.calendar_events import Method, Party, organiser
from foundation.wordings import Wording, WordingBook
from supervision import emails
from supervision.models import Agreement, Meeting
from workforce.models import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever gets a letter: the user behind the address, or None for a guest."""

    name: str
    address: str
    first_name: str
    user: Any
    other: str
    link: str
    number: int


def site() -> str:
    """The site's address, without a last slash."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def tell(
    meeting: Meeting,
    wording: Wording,
    *,
    at: datetime,
    method: Method | None = "REQUEST",
    part: str = "",
    to: Iterable[int] | None = None,
    words: WordingBook | None = None,
) -> None:
    """A letter to each who is concerned, with the invitation where `method` says one; `to` keeps to some people."""
    words = words or wordings.book()
    wanted = None if to is None else set(to)
    for person, reader in readers(meeting):
        if reader.address and (wanted is None or person in wanted):
            _send(meeting, reader, wording, words, at, method, part)


def tell_to_sign(agreement: Agreement, person: Person, other: Person, *, at: datetime) -> None:
    """Ask one of the two to read and sign."""
    link = f"{site()}/supervision/agreements/{agreement.public_id}/"
    values = {"first_name": person.first_name, "other": other.full_name, "link": link}
    subject, body = wordings.book().compose(emails.AGREEMENT.kind, values)
    source = f"supervision-agreement:{agreement.public_id}:{at:%Y%m%d%H%M}"
    if person.work_email:
        outbox.queue(
            kind=emails.AGREEMENT.kind, source=source, to=person.work_email, recipient=person.user,
            subject=subject, body=body, at=at,
        )  # fmt: skip


def readers(meeting: Meeting) -> Iterator[tuple[int, Reader]]:
    """The two, or everybody of a group; the number of each in calendars never changes."""
    supervisor, supervisee = meeting.supervisor, meeting.supervisee
    group = "your group"
    if supervisor is not None:
        other = supervisee.full_name if supervisee else group
        yield supervisor.pk, _reader(supervisor, other, "/team/supervision/")
    if supervisee is not None:
        yield supervisee.pk, _reader(supervisee, supervisor.full_name if supervisor else "", "/my/supervision/")
        return
    for row in meeting.attendees.select_related("person__user"):
        if row.person is not None:
            yield row.person.pk, _reader(row.person, group, "/my/supervision/")
        else:
            first = row.guest_name.split(" ")[0]
            yield -row.pk, Reader(row.guest_name, row.guest_email, first, None, group, f"{site()}/", -row.pk)


def _reader(person: Person, other: str, page: str) -> Reader:
    link = f"{site()}{page}"
    return Reader(person.full_name, person.work_email, person.first_name, person.user, other, link, person.pk)


def _send(
    meeting: Meeting,
    reader: Reader,
    wording: Wording,
    words: WordingBook,
    at: datetime,
    method: Method | None,
    part: str,
) -> None:
    if meeting.starts_at is None:
        return
    told = emails.Told(
        meeting_id=meeting.public_id,
        number=reader.number,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes or 0,
        place=meeting.place or meeting.get_mode_display() or "To be agreed",
        to=Party(reader.name, reader.address),
        first_name=reader.first_name,
        other=reader.other,
        link=reader.link,
    )
    values = {name: text for name, text in told.values().items() if name in wording.placeholders}
    subject, body = words.compose(wording.kind, values)
    outbox.queue(
        kind=wording.kind,
        source=":".join(each for each in ("supervision", str(meeting.public_id), str(meeting.sequence), part) if each),
        to=reader.address,
        recipient=reader.user,
        subject=subject,
        body=body,
        at=at,
        calendar=emails.invitation(told, method, at, organiser()) if method else "",
        calendar_method=method or "",
    )
