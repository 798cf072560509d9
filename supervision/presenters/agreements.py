"""An agreement as both read it (DOMAIN 5, T5)."""

from datetime import date, datetime
from typing import Any

from foundation.british_dates import date_and_time, long_date
from foundation.versioned_forms.reading import ReadSection, read
from supervision.models import Agreement, AgreementRead
from supervision.presenters.words import agreement_line
from supervision.rules.dues import Interval
from workforce.querysets.access import access_of

LIMITS = (
    "a child or an adult may be at risk",
    "there may be misconduct, or a question about fitness to practise",
    "there may be fraud, or another breach of the law",
    "somebody may be at risk of serious harm to themselves",
)
"""DOMAIN 5, confidentiality limits: what is not kept between the two, in words for both."""
ROUTE = (
    "First, the two of you talk about it, as you agreed to: what happened, who was affected, what is needed.",
    "If that does not settle it, the supervisor’s manager meets you both within 10 working days.",
    "Then the head of service or the principal social worker, within 10 working days.",
    "After that, the council’s grievance procedure is open to you.",
)
"""DOMAIN 5, dispute."""


def agreement_page(agreement: Agreement, user: Any, on: date) -> dict[str, Any]:
    """What it says, who has signed, and what this user may press."""
    mine = access_of(user, on).person_ids
    supervisee, supervisor = agreement.supervisee_id in mine, agreement.supervisor_id in mine
    words, colour = agreement_line(agreement, on)
    signed = {"supervisee": agreement.supervisee_signed_at, "supervisor": agreement.supervisor_signed_at}
    own = signed["supervisee"] if supervisee else signed["supervisor"]
    party, shared = supervisee or supervisor, agreement.state == Agreement.State.SHARED
    return {
        "agreement": agreement,
        "words": words,
        "colour": colour,
        "rows": _rows(agreement),
        "said": _said(agreement),
        "signatures": [
            (agreement.supervisee.full_name, _signed(signed["supervisee"])),
            (agreement.supervisor.full_name, _signed(signed["supervisor"])),
        ],
        "is_supervisee": supervisee,
        "party": party,
        "reads": _reads(agreement, user, on) if party else [],
        "can_change": party and agreement.state in ("draft", "shared") and not any(signed.values()),
        "can_share": party and agreement.state == Agreement.State.DRAFT,
        "can_sign": party and shared and own is None,
        "can_end": party and agreement.state != Agreement.State.ENDED,
    }


def _said(agreement: Agreement) -> list[ReadSection]:
    """What the two answered, in the version of the form they answered; sections left empty are left out."""
    if agreement.form_version is None:
        return []
    found = read(agreement.form_version, agreement.answers)
    return [part for part in found if any(field.lines for field in part.fields)]


def _reads(agreement: Agreement, user: Any, on: date) -> list[tuple[str, str]]:
    rows = AgreementRead.objects.visible_to(user, on).filter(agreement=agreement).select_related("reader")
    return [
        (row.reader.get_full_name(), f"{date_and_time(row.at)}, as {row.capacity.replace('_', ' ')}") for row in rows
    ]


def _rows(agreement: Agreement) -> list[tuple[str, str]]:
    often = Interval(days=agreement.interval_days).words if agreement.interval_days else "As the policy says"
    return [
        ("Supervisee", agreement.supervisee.full_name),
        ("Supervisor", agreement.supervisor.full_name),
        ("What you share", agreement.get_part_display()),
        ("How often", often[0].upper() + often[1:]),
        ("How long", f"{agreement.minutes} minutes without interruption"),
        ("Where", agreement.place or "A private room"),
        (
            "Stands in when the supervisor is away for long",
            agreement.delegate.full_name if agreement.delegate else "Not named yet",
        ),
        (
            "To be reviewed by",
            long_date(agreement.review_on) if agreement.review_on else "Three months after it is signed",
        ),
    ]


def _signed(at: datetime | None) -> str:
    return f"Signed on {date_and_time(at)}" if at else "Not signed yet"
