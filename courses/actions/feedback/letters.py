"""Handing the letters about forms to the outbox."""

from datetime import datetime

from courses.emails.letters import Letter
from courses.models import FormRequest
from foundation import outbox
from workforce.models import Person


def send(letter: Letter, request: FormRequest, to: Person, at: datetime) -> None:
    """Queue a letter; somebody without an address is not written to, and holds up nothing."""
    if not to.work_email:
        return
    parts = [request.source, letter.part] if letter.part else [request.source]
    outbox.queue(
        kind=letter.kind,
        source=":".join(parts),
        to=to.work_email,
        recipient=to.user,
        subject=letter.subject,
        body=letter.body,
        at=at,
    )
