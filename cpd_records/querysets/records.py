"""Reads of the CPD record and of certificates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cpd_records.querysets.visibility import coordinated, own, reports
from workforce.models import Person


class CpdRecordQuerySet(QuerySet[Any]):
    """Pieces of learning in people's records."""

    def visible_to(self, user: Any, on: date) -> "CpdRecordQuerySet":
        """One's own; those of one's reports; those in one's scope as coordinator (DOMAIN 9)."""
        return self.filter(own(user, on) | reports(user, on, joined=True) | coordinated(user, on))

    def for_user(self, user: Any, on: date) -> "CpdRecordQuerySet":
        """The user's own learning, under every record joined into theirs."""
        return self.filter(own(user, on))

    def standing(self) -> "CpdRecordQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_human(self, person: Person) -> "CpdRecordQuerySet":
        """A person's learning under every record joined with theirs: history follows."""
        return self.filter(person__in=Person.objects.same_human(person))

    def between(self, first: date, last: date) -> "CpdRecordQuerySet":
        """Learning that started on one of these days, both included."""
        return self.filter(starts_on__gte=first, starts_on__lte=last)

    def touching(self, methodology: str) -> "CpdRecordQuerySet":
        """Learning of which some time counts for a methodology: sos, rp, sp or general."""
        return self.filter(**{f"{methodology}_minutes__gt": 0})

    def with_reflections(self) -> "CpdRecordQuerySet":
        """Annotates `reflection_key`: the writer's newest reflection on it, or None."""
        reflection = self.model._meta.get_field("reflections").related_model._default_manager
        mine = reflection.filter(record=OuterRef("pk")).order_by("-pk").values("public_id")
        return self.annotate(reflection_key=Subquery(mine[:1]))

    def reflected(self, yes: bool) -> "CpdRecordQuerySet":
        """Those somebody reflected on, or those nobody did yet; after `with_reflections()`."""
        return self.filter(reflection_key__isnull=not yes)

    def totals(self) -> dict[str, int]:
        """Pieces, minutes, minutes off the allowance, and minutes by methodology; one query."""
        names = ("minutes", "credited_minutes", "sos_minutes", "rp_minutes", "sp_minutes", "general_minutes")
        sums = {f"sum_{name}": Coalesce(Sum(name), 0) for name in names}
        found = self.order_by().aggregate(pieces=Count("pk"), **sums)
        return {"pieces": found["pieces"], **{name: found[f"sum_{name}"] for name in names}}

    def latest_first(self) -> "CpdRecordQuerySet":
        """As the record lists them."""
        return self.order_by("-starts_on", "-pk")

    def with_certificates(self) -> "CpdRecordQuerySet":
        """With `valid_certificates`, at most one each, in one further query."""
        certificate = self.model._meta.get_field("certificates").related_model
        valid = certificate._default_manager.valid()
        return self.prefetch_related(Prefetch("certificates", queryset=valid, to_attr="valid_certificates"))

    def counted(self) -> QuerySet[Any]:
        """Minutes by course and allowance day, without person keys (DESIGN rule 1)."""
        return self.standing().order_by().values("course_code", "starts_on", "outcome", "minutes", "credited_minutes")


class CertificateQuerySet(QuerySet[Any]):
    """Certificates."""

    def visible_to(self, user: Any, on: date) -> "CertificateQuerySet":
        """Those of the records one may see oneself or coordinates; a manager sees the record, not the paper."""
        record = self.model._meta.get_field("record").related_model
        mine = record._default_manager.filter(own(user, on) | coordinated(user, on))
        return self.filter(Exists(mine.filter(pk=OuterRef("record"))))

    def for_user(self, user: Any, on: date) -> "CertificateQuerySet":
        """The user's own certificates."""
        record = self.model._meta.get_field("record").related_model
        return self.filter(Exists(record._default_manager.for_user(user, on).filter(pk=OuterRef("record"))))

    def valid(self) -> "CertificateQuerySet":
        """Those that were neither revoked nor replaced."""
        return self.filter(revoked_at__isnull=True, replaced_at__isnull=True)

    def as_shown(self, code: str) -> dict[str, Any] | None:
        """What the certificate with this code says of itself, and nothing more; None when there is none."""
        shown = self.filter(code=code).annotate(
            title=F("record__title"),
            starts_on=F("record__starts_on"),
            ends_on=F("record__ends_on"),
            until=_valid_until(),
        )
        plain = ("holder_name", "title", "starts_on", "ends_on", "until")
        return shown.values(*plain, "issued_at", "revoked_at", "replaced_at").first()

    def with_until(self) -> "CertificateQuerySet":
        """Annotates `until`: the first day on which the requirement it fulfilled no longer holds, if it ends."""
        return self.annotate(until=_valid_until())

    def counted(self) -> "CertificateQuerySet":
        """Without the people: for the public list of what was taken back (DESIGN rule 1)."""
        return self.order_by().only("pk")

    def lost_keys(self, first: int, size: int) -> list[int] | None:
        """Keys from `first` on, `size` at most, that no certificate in force has: revoked, replaced, held no longer.

        Keys ahead of the last one there is are none of them; None where all are ahead. Were the newest of all
        certificates deleted, its key would therefore say nothing until the next is issued.
        """
        beyond = min(first + size, int(self.aggregate(last=Max("pk"))["last"] or 0) + 1)
        if first >= beyond:
            return None
        standing = set(self.valid().filter(pk__gte=first, pk__lt=beyond).values_list("pk", flat=True))
        return [key for key in range(max(first, 1), beyond) if key not in standing]

    def of_sources(self, sources: Iterable[str]) -> "CertificateQuerySet":
        """Those for learning that came from these, by the names of their holders."""
        return self.filter(record__source__in=list(sources)).order_by("record__person__sort_name", "pk")

    def standing_first(self) -> "CertificateQuerySet":
        """As a list of one's certificates shows them."""
        return self.order_by("-issued_at", "-pk")


def _valid_until() -> Subquery:
    """From the requirement's cycle that this learning completed; nothing where none did, or for good."""
    cycles = apps.get_model("cpd_records", "RequirementPeriod").objects.filter(
        person=OuterRef("record__person"), evidence=OuterRef("record__source"), revoked_at=None
    )
    return Subquery(cycles.order_by("-valid_until").values("valid_until")[:1])
