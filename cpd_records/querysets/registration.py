"""Reads of what registration bodies ask, of the pieces written for them, and of invited colleagues."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from cpd_records.querysets.visibility import own
from workforce.models import Person
from workforce.querysets.access import access_of


class RegistrationRuleQuerySet(QuerySet[Any]):
    """What bodies ask, each row from a day on."""

    def asked_on(self, on: date) -> list[Any]:
        """The row in force of every body on a day, retired ones left out, by title; one query."""
        rows = self.filter(starts_on__lte=on).order_by("code", "-starts_on").distinct("code")
        return sorted((row for row in rows if not row.retired), key=lambda row: row.title)

    def in_force(self, code: str, on: date) -> Any:
        """One body's row on a day, or None."""
        row = self.filter(code=code, starts_on__lte=on).order_by("-starts_on").first()
        return None if row is None or row.retired else row


class PieceQuerySet(QuerySet[Any]):
    """Pieces for a regulator. The words are the writer's alone: nobody else has a door to them."""

    def visible_to(self, user: Any, on: date) -> "PieceQuerySet":
        """One's own, and nobody else's, whatever the role (DOMAIN 9). A leaver's too."""
        return self.filter(own(user, on)).standing()

    def for_user(self, user: Any, on: date) -> "PieceQuerySet":
        """The user's own."""
        return self.visible_to(user, on)

    def standing(self) -> "PieceQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def of_human(self, person: Person) -> "PieceQuerySet":
        """A person's, under every record joined with theirs."""
        return self.filter(person__in=Person.objects.same_human(person))

    def of_window(self, code: str, starts_on: date) -> "PieceQuerySet":
        """Those that count for one body and one year of it."""
        return self.filter(rule_code=code, window_starts_on=starts_on)

    def oldest_first(self) -> "PieceQuerySet":
        """As the pack lists them."""
        return self.order_by("happened_on", "pk")

    def tallied(self, people: Iterable[int]) -> QuerySet[Any]:
        """Numbers of complete pieces by person, body and year: never a word of them."""
        rows = self.standing().filter(person__in=list(people), complete=True).order_by()
        grouped: QuerySet[Any] = rows.values("person_id", "rule_code", "window_starts_on")
        return grouped.annotate(
            pieces=Count("pk", distinct=True),
            peer_pieces=Count("pk", filter=Q(with_peer=True), distinct=True),
        )

    def standards_by_person(self, people: Iterable[int]) -> QuerySet[Any]:
        """Which terms complete pieces show, by person and body."""
        rows = self.standing().filter(person__in=list(people), complete=True, terms__isnull=False)
        return rows.order_by().values_list("person_id", "rule_code", "window_starts_on", "terms").distinct()


class PeerInvitationQuerySet(QuerySet[Any]):
    """Colleagues asked to reflect on a piece."""

    def visible_to(self, user: Any, on: date) -> "PeerInvitationQuerySet":
        """Those about one's own pieces, and those one is asked by."""
        mine = Q(piece__person__in=access_of(user, on).person_ids)
        return self.filter(mine | _asked(user, on))

    def for_user(self, user: Any, on: date) -> "PeerInvitationQuerySet":
        """Those about one's own pieces."""
        return self.filter(piece__person__in=access_of(user, on).person_ids)

    def asking(self, user: Any, on: date) -> "PeerInvitationQuerySet":
        """Those in which the user is the colleague."""
        return self.filter(_asked(user, on))

    def open(self, at: datetime) -> "PeerInvitationQuerySet":
        """Neither answered, refused nor taken back, and not run out."""
        return self.filter(state="asked", expires_at__gt=at, piece__removed_at=None)

    def of_digest(self, digest: str) -> "PeerInvitationQuerySet":
        """The one behind a link."""
        return self.filter(digest=digest)

    def with_piece(self) -> "PeerInvitationQuerySet":
        """With the piece and its writer."""
        return self.select_related("piece__person", "colleague")

    def newest_first(self) -> "PeerInvitationQuerySet":
        """As pages list them."""
        return self.order_by("-asked_at", "-pk")


def _asked(user: Any, on: date) -> Q:
    return Q(colleague__in=access_of(user, on).person_ids)
