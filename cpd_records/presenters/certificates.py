"""Certificates and records in words: the record's list, what a certificate says, what a code answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from cpd_records.models import Certificate, CpdRecord
from cpd_records.pdf.certificate import CertificateFacts
from cpd_records.presenters.allowance import split_words
from cpd_records.rules.certificate_codes import grave_of, grouped, normalised
from foundation.british_dates import long_date
from foundation.durations import minutes_as_hours
from foundation.methodologies import METHODOLOGIES
from foundation.models import Tombstone

OURS = (CpdRecord.Kind.COURSE, CpdRecord.Kind.SELF_PACED)
OUTCOMES = {"attended": "Completed", "partial": "Attended in part"}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One piece of learning in the list. `code` is empty where there is no certificate yet; `waits` is the
    path of what comes before it."""

    key: str
    title: str
    when: str
    time: str
    credit: str
    outcome: str
    completed: bool
    methodologies: str
    code: str
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a code answers: `state` is "valid", "expired", "replaced", "revoked", "gone" (no longer held) or
    "unknown"; the rest is what the paper shows."""

    state: str
    code: str
    holder: str = ""
    title: str = ""
    when: str = ""
    issued: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """One of somebody's own certificates, whatever became of it."""

    code: str
    key: str
    title: str
    holder: str
    issued: str
    state: str
    colour: str
    reason: str
    until: str
    renamed: bool


STATES = {
    "valid": ("Valid", "green"),
    "expired": ("No longer in date", "grey"),
    "replaced": ("Replaced", "grey"),
    "revoked": ("Taken back", "red"),
}


def held(certificate: Certificate, today: date) -> HeldCertificate:
    """With `until` annotated, and record and person loaded."""
    state = _state(vars(certificate), today)
    return HeldCertificate(
        code=grouped(certificate.code),
        key=certificate.code,
        title=certificate.record.title,
        holder=certificate.holder_name,
        issued=long_date(certificate.issued_at),
        state=STATES[state][0],
        colour=STATES[state][1],
        reason=certificate.revoked_reason or certificate.replaced_reason,
        until=_until(vars(certificate)["until"]),
        renamed=state in ("valid", "expired") and certificate.holder_name != certificate.record.person.full_name,
    )


def line(record: CpdRecord, waits: Mapping[str, str] = MappingProxyType({})) -> RecordLine:
    """A record with its certificates read by `with_certificates()`; `waits` as `certificates.waits` says."""
    valid: list[Certificate] = record.valid_certificates  # type: ignore[attr-defined]
    split = {code: getattr(record, f"{code}_minutes") for code, _ in METHODOLOGIES}
    credited = record.credited_minutes
    return RecordLine(
        key=str(record.public_id),
        title=record.title,
        when=span(record.starts_on, record.ends_on),
        time=minutes_as_hours(record.minutes),
        credit="" if credited == record.minutes else f"{minutes_as_hours(credited)} off your allowance",
        outcome=OUTCOMES[record.outcome],
        completed=record.outcome == CpdRecord.Outcome.ATTENDED and record.kind in OURS,
        methodologies=split_words(split),
        code=valid[0].code if valid else "",
        waits=waits.get(record.source, ""),
    )


def span(first: date, last: date) -> str:
    """ "12 June 2026", or "12 June 2026 to 13 June 2026"."""
    return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"


def facts(certificate: Certificate, address: str, until: date | None = None) -> CertificateFacts:
    """What the paper says. `address` is where anybody can check the code, `until` the first day on which
    a requirement it fulfilled no longer holds."""
    record = certificate.record
    named = [label for code, label in METHODOLOGIES[:3] if getattr(record, f"{code}_minutes")]
    return CertificateFacts(
        holder=certificate.holder_name,
        title=record.title,
        when=span(record.starts_on, record.ends_on),
        time=minutes_as_hours(record.minutes),
        methodologies=_listed(named),
        issued=long_date(certificate.issued_at),
        code=grouped(certificate.code),
        address=address,
        until=_until(until),
    )


def verification(text: str, today: date) -> Verification:
    """What anybody may know who holds a code: what the certificate itself shows, and whether it stands."""
    code = normalised(text)
    shown = Certificate.objects.as_shown(code) if code else None
    if shown is None:
        gone = bool(code) and Tombstone.objects.filter(place=grave_of(code)).exists()
        return Verification("gone" if gone else "unknown", grouped(code))
    return Verification(
        state=_state(shown, today),
        code=grouped(code),
        holder=shown["holder_name"],
        title=shown["title"],
        when=span(shown["starts_on"], shown["ends_on"]),
        issued=long_date(shown["issued_at"]),
        until=_until(shown["until"]),
    )


def _state(shown: Mapping[str, Any], today: date) -> str:
    if shown["revoked_at"]:
        return "revoked"
    if shown["replaced_at"]:
        return "replaced"
    return "expired" if shown["until"] and shown["until"] <= today else "valid"


def _until(until: date | None) -> str:
    """The last good day; `until` is exclusive."""
    return long_date(until - timedelta(days=1)) if until else ""


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
