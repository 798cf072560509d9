"""A certificate as an Open Badge 3.0, and the list that says which were taken back.

A badge says what the page behind its code says, and nothing more: whose name stands on it, what was
completed and when, when it was issued and until when it is in date. Pure but for addresses.
"""

import base64
import gzip
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse
from django.utils import timezone

from cpd_records.badge_signing import site
from cpd_records.models import Certificate

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
NAME = "Rotherham Learning Academy"
ABOUT = "Learning for everybody who works with children, young people and families in Rotherham."
CRITERIA = "Took part in the whole of the learning, as the Academy’s register or its own course records it."
A_LIST = 131_072
"""Certificates in one status list: the least that hides in how large a crowd one was looked up."""


def credential(certificate: Certificate, until: date | None) -> dict[str, Any]:
    """The payload of a signed badge: the credential and its registered claims (Open Badges 3.0, 8.2).

    The record is loaded; `until` is the first day on which it is no longer in date.
    """
    record, address = certificate.record, site() + reverse("cpd_records:verify_code", args=[certificate.code])
    issued = certificate.issued_at.replace(microsecond=0)
    holder = f"urn:uuid:{uuid5(NAMESPACE_URL, address)}"
    found: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": record.title,
        "issuer": profile(),
        "validFrom": _moment(issued),
        "credentialSubject": {
            "id": holder,
            "type": ["AchievementSubject"],
            "identifier": [_named(certificate.holder_name)],
            "activityStartDate": _moment(_midnight(record.starts_on)),
            "activityEndDate": _moment(_midnight(record.ends_on)),
            "achievement": _achievement(record.title),
        },
        "credentialStatus": _status(certificate.pk),
        **{"iss": issuer_address(), "jti": address, "sub": holder, "nbf": int(issued.timestamp())},
    }
    if until is not None:
        end = _midnight(until)
        found |= {"validUntil": _moment(end), "exp": int(end.timestamp())}
    return found


def profile() -> dict[str, Any]:
    """Who issues badges, as it stands in each of them."""
    return {"id": issuer_address(), "type": ["Profile"], "name": NAME, "url": f"{site()}/", "description": ABOUT}


def issuer_address() -> str:
    """Where the profile can be read."""
    return site() + reverse("cpd_records:badge_issuer")


def status_list(number: int, taken_back: Iterable[int], at: datetime) -> dict[str, Any]:
    """The payload of one status list (W3C Bitstring Status List 1.0). `taken_back` are keys of certificates."""
    bits, first = bytearray(A_LIST // 8), number * A_LIST
    for key in taken_back:
        place = key - first
        bits[place // 8] |= 0x80 >> place % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    address = _list_address(number)
    return {
        "@context": CONTEXTS[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_address(),
        "validFrom": _moment(at.replace(microsecond=0)),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed}",
        },
        **{"iss": issuer_address(), "jti": address, "sub": f"{address}#list"},
        "nbf": int(at.timestamp()),
    }


def _achievement(title: str) -> dict[str, Any]:
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{issuer_address()}#{title}')}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": title,
        "description": f"Completed “{title}” with the {NAME}.",
        "criteria": {"narrative": CRITERIA},
        "inLanguage": "en-GB",
    }


def _named(name: str) -> dict[str, Any]:
    """Whom it is about: the name on the certificate, as whoever checks it sees it."""
    return {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": name}


def _status(key: int) -> dict[str, str]:
    number, place = divmod(key, A_LIST)
    address = _list_address(number)
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def _list_address(number: int) -> str:
    return site() + reverse("cpd_records:badge_status", args=[number])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
