"""Reads of evidence files. Who may read one follows from what it belongs to."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd_records.querysets.visibility import coordinated, own


class EvidenceQuerySet(QuerySet[Any]):
    """Files."""

    def visible_to(self, user: Any, on: date) -> "EvidenceQuerySet":
        """One's own; those of claims one verifies; certificates and proofs of awards, as coordinator (DOMAIN 9).

        A coordinator reads no prose: other files of a claim stay between the person and whoever verifies.
        """
        claims = apps.get_model("cpd_records", "Claim")._default_manager
        read = Exists(claims.in_charge(user, on).filter(files=OuterRef("pk")))
        proof = Q(certificate=True) & coordinated(user, on)
        return self.filter(own(user, on) | Q(read) | proof)

    def for_user(self, user: Any, on: date) -> "EvidenceQuerySet":
        """The user's own files, under every record joined into theirs."""
        return self.filter(own(user, on))
