"""Queueing the letters of peer reflection: no word of a piece or of an answer is ever in one."""

from datetime import datetime

from django.conf import settings

from cpd_records import reflection_letters as letters
from cpd_records.models import PeerInvitation
from foundation import outbox, wordings
from foundation.british_dates import long_date


def site() -> str:
    """Where pages are, without a slash at the end."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def tell_asked(row: PeerInvitation, token: str, at: datetime) -> None:
    """To the colleague: who asks, until when, and where the page with the button is."""
    person = row.piece.person
    path = f"/peer-reflection/{token}/" if token else f"/my/cpd/peer/{row.public_id}/"
    subject, body = wordings.book().compose(
        letters.PEER_ASKED.kind,
        {
            "first_name": row.colleague.first_name if row.colleague else row.name,
            "who": person.full_name,
            "until": long_date(row.expires_at),
            "link": f"{site()}{path}",
        },
    )
    outbox.queue(
        kind=letters.PEER_ASKED.kind,
        source=f"peer:{row.public_id}",
        to=row.email,
        recipient=row.colleague.user if row.colleague else None,
        subject=subject,
        body=body,
        at=at,
    )


def tell_answered(row: PeerInvitation, at: datetime) -> None:
    """To the worker, at the address that still reaches them: there is an answer, or there will be none."""
    person = row.piece.person
    values = {"first_name": person.first_name, "who": row.name, "link": f"{site()}/my/cpd/registration/"}
    answered = row.state == PeerInvitation.State.ANSWERED
    kind = (letters.PEER_ANSWERED if answered else letters.PEER_REFUSED).kind
    subject, body = wordings.book().compose(kind, values)
    to = person.personal_email if person.personal_email_verified_at and person.personal_email else person.work_email
    if to:
        outbox.queue(
            kind=kind,
            source=f"peer:{row.public_id}:answer",
            to=to,
            recipient=person.user,
            subject=subject,
            body=body,
            at=at,
        )
