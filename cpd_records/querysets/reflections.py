"""Reads of reflections. Words are opened by the writer and by those they shared them with, only."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cpd_records.querysets.visibility import NOBODY, own, report_people
from workforce.models import Person
from workforce.querysets.access import access_of


class ReflectionQuerySet(QuerySet[Any]):
    """Reflections. Person-level: views enter by `visible_to` or `for_user`."""

    def visible_to(self, user: Any, on: date) -> "ReflectionQuerySet":
        """One's own, and those shared with oneself while one is in charge of the writer.

        No role opens them: not the coordinator's, HR's or a leader's (DOMAIN 9). A new manager, an
        acting one or a deputy sees only what was shared with them by name.
        """
        return self.filter(own(user, on) | _shared_with(self.model, user, on))

    def for_user(self, user: Any, on: date) -> "ReflectionQuerySet":
        """The user's own, under every record joined into theirs."""
        return self.filter(own(user, on))

    def of_human(self, person: Person) -> "ReflectionQuerySet":
        """A person's, under every record joined with theirs."""
        return self.filter(person__in=Person.objects.same_human(person))

    def of_person(self, person_id: int) -> "ReflectionQuerySet":
        """One person's, by key."""
        return self.filter(person=person_id)

    def shared(self) -> "ReflectionQuerySet":
        """Those that are no private draft."""
        return self.exclude(state="draft")

    def on_agenda(self) -> "ReflectionQuerySet":
        """Those put on the supervision agenda."""
        return self.filter(state="agenda")

    def without_difference(self) -> "ReflectionQuerySet":
        """Those that do not say yet what difference it made."""
        return self.filter(has_difference=False)

    def latest_first(self) -> "ReflectionQuerySet":
        """As the record lists them."""
        return self.order_by("-happened_on", "-pk")

    def with_names(self) -> "ReflectionQuerySet":
        """With the record, the writer, the readers and the readings, in a fixed number of queries."""
        return self.select_related("record", "person").prefetch_related("readers__reader", "reads__reader")

    def with_terms(self) -> "ReflectionQuerySet":
        """With their terms, each with its vocabulary."""
        terms = self.model._meta.get_field("terms").related_model
        ordered = terms._default_manager.select_related("vocabulary").order_by("vocabulary__name", "position")
        return self.prefetch_related(Prefetch("terms", queryset=ordered))


def _shared_with(model: Any, user: Any, on: date) -> Q:
    mine = access_of(user, on).person_ids
    if not mine:
        return NOBODY
    readers = model._meta.get_field("readers").related_model._default_manager
    named = readers.filter(reflection=OuterRef("pk"), reader__in=mine)
    return ~Q(state="draft") & Q(person__in=report_people(user, on).values("pk")) & Q(Exists(named))


class ReaderQuerySet(QuerySet[Any]):
    """Who a reflection was shared with: seen through the reflection."""

    def visible_to(self, user: Any, on: date) -> "ReaderQuerySet":
        """Those of reflections the user may read."""
        reflections = self.model._meta.get_field("reflection").related_model._default_manager
        return self.filter(reflection__in=reflections.visible_to(user, on).values("pk"))
