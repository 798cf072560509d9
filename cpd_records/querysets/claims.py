"""Reads of claims, of their history, and of the kinds that may be claimed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from cpd_records.querysets.visibility import NOBODY, coordinated, own
from workforce import roles
from workforce.querysets.access import access_of
from workforce.querysets.reports import report_keys

UNSEEN = ("draft", "withdrawn")
"""What only the person sees: not sent yet, or taken back by themselves."""
SHOWN = ~Q(state__in=UNSEEN) | Q(state="draft", late_asked_at__isnull=False)
"""What a coordinator sees the facts of: a draft only where they were asked to allow it late."""
WAITING = ("asked", "submitted")
OPEN = ("asked", "submitted", "queried")


class ClaimKindQuerySet(QuerySet[Any]):
    """Settings of kinds of learning."""

    def book(self, on: date) -> dict[str, Any]:
        """The setting of each kind in force on a day, by code, in the order people see them: one query."""
        rows: list[Any] = list(self.filter(starts_on__lte=on).order_by("code", "-starts_on").distinct("code"))
        rows.sort(key=lambda row: (row.place, row.name))
        return {row.code: row for row in rows if not row.retired}


class ClaimQuerySet(QuerySet[Any]):
    """Claims of people."""

    def visible_to(self, user: Any, on: date) -> "ClaimQuerySet":
        """That they are, with their facts: one's own, those one verifies, those in one's scope as coordinator.

        What was written and added is for `in_charge` and the person alone.
        """
        return self.filter(own(user, on) | self._decides(user, on) | (coordinated(user, on) & SHOWN))

    def with_an_end(self, people: Iterable[int]) -> "ClaimQuerySet":
        """Claims of these people, joined records too, whose certificate says until when it holds."""
        of_them = Q(person__in=people) | Q(person__joined_into__in=people)
        return self.filter(of_them, valid_until__isnull=False)

    def for_user(self, user: Any, on: date) -> "ClaimQuerySet":
        """The user's own, under every record joined into theirs."""
        return self.filter(own(user, on))

    def in_charge(self, user: Any, on: date) -> "ClaimQuerySet":
        """Those this user verifies and reads: a report's; once it went further up, a report's report's;
        with nobody to ask, a coordinator's. Never one's own."""
        return self.filter(self._decides(user, on)).exclude(own(user, on))

    def coordinated_by(self, user: Any, on: date) -> "ClaimQuerySet":
        """Those of people in one's scope as coordinator, never one's own: facts, no prose."""
        return self.filter(coordinated(user, on) & SHOWN).exclude(own(user, on))

    def waiting(self) -> "ClaimQuerySet":
        """Those that wait for a verifier."""
        return self.filter(state__in=WAITING)

    def standing(self) -> "ClaimQuerySet":
        """Verified, and not taken back."""
        return self.filter(state="verified")

    def late_to_decide(self) -> "ClaimQuerySet":
        """Too old, and a coordinator was asked to allow it."""
        return self.filter(state__in=("draft", "agreed"), late_asked_at__isnull=False, late_allowed_at=None)

    def with_certificate(self) -> "ClaimQuerySet":
        """Verified ones that hold a certificate of somebody else's course."""
        files = apps.get_model("cpd_records", "EvidenceFile")._default_manager
        return self.standing().filter(Exists(files.filter(claims=OuterRef("pk"), certificate=True)))

    def waited_since(self, moment: datetime) -> "ClaimQuerySet":
        """Those that have waited since a moment, or longer."""
        return self.waiting().filter(asked_at__lte=moment)

    def longest_waiting_first(self) -> "ClaimQuerySet":
        """As a verifier's list has them."""
        return self.order_by("asked_at", "pk")

    def kinds_by_source(self, people: Iterable[int], kinds: Iterable[str]) -> dict[str, str]:
        """The kind of each verified claim of some people and kinds, by its source in the ledger."""
        rows = self.standing().filter(person__in=list(people), kind__in=list(kinds)).order_by()
        return {f"claim:{key}": kind for key, kind in rows.values_list("public_id", "kind")}

    def counted(self) -> QuerySet[Any]:
        """Minutes by kind and state, without person keys (DESIGN rule 1)."""
        return self.order_by().values("kind", "state", "starts_on", "minutes", "credited_minutes")

    def _decides(self, user: Any, on: date) -> Q:
        access = access_of(user, on)
        managers = (access.person_ids if access.manages else ()) + access.deputy_for
        found = NOBODY
        if managers:
            reports = report_keys(managers, on)
            above = report_keys(reports, on)
            found |= Q(person__in=reports) | Q(escalated_at__isnull=False, person__in=above)
        if any(scope.role == roles.COORDINATOR for scope in access.scopes):
            found |= Q(for_coordinators=True) & coordinated(user, on)
        return found & ~Q(state__in=UNSEEN)


class ClaimEventQuerySet(QuerySet[Any]):
    """Steps in claims' histories. Append-only."""

    def visible_to(self, user: Any, on: date) -> "ClaimEventQuerySet":
        """Of one's own claims and of those one verifies: a thread holds prose."""
        claims = self.model._meta.get_field("claim").related_model._default_manager
        mine = claims.filter(own(user, on)) | claims.in_charge(user, on)
        return self.filter(claim__in=mine.order_by().values("pk"))

    def in_order(self) -> "ClaimEventQuerySet":
        """As they happened, with who."""
        return self.select_related("by").order_by("pk")
