"""Reads of the programme of newly qualified workers. Three doors, each narrower than the one before:

`visible_to` opens who is on it and the dates (also to the line manager); `portfolio_of` what they have
shown (the worker, the assessor, the coordinator of their own cohort: DOMAIN 9); `between_two` the notes
of reviews (the worker and the assessor).
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from cpd_records.querysets.visibility import own, reports
from workforce import roles
from workforce.models import Person
from workforce.querysets.access import access_of

ENDED = ("passed", "not_passed", "left")


def cohort(user: Any, on: date) -> Q:
    """Rows of people inside the user's scopes as ASYE coordinator; oneself never."""
    people = Person.objects.opened_by(roles.ASYE_COORDINATOR, user, on)
    return Q(person__in=people.values("pk")) & ~own(user, on)


def assessed(user: Any, on: date) -> Q:
    """Rows of people the user assesses."""
    return Q(assessor__in=access_of(user, on).person_ids) if access_of(user, on).in_service else Q(pk__in=[])


class AsyeEnrolmentQuerySet(QuerySet[Any]):
    """Programmes. Person-level: views enter by `visible_to` or `for_user`."""

    def visible_to(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Who is on the programme, stage and dates: the worker, the assessor, the coordinator, the manager."""
        return self.filter(own(user, on) | assessed(user, on) | cohort(user, on) | reports(user, on))

    def portfolio_of(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Those whose evidence the user reads; a manager is not among the readers."""
        return self.filter(own(user, on) | assessed(user, on) | cohort(user, on))

    def between_two(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Those whose review notes the user reads."""
        return self.filter(own(user, on) | assessed(user, on))

    def for_user(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """The user's own programme."""
        return self.filter(own(user, on))

    def own_cohort(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Those in the user's scope as ASYE coordinator."""
        return self.filter(cohort(user, on))

    def assessed_by(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Those whom the user assesses."""
        return self.filter(assessed(user, on))

    def of_reports(self, user: Any, on: date) -> "AsyeEnrolmentQuerySet":
        """Those of the people who report to the user."""
        return self.filter(reports(user, on))

    def running(self) -> "AsyeEnrolmentQuerySet":
        """On the programme now."""
        return self.filter(state="running")

    def on_it(self) -> "AsyeEnrolmentQuerySet":
        """Confirmed: running or ended."""
        return self.filter(state__in=("running", *ENDED))


class SteppedQuerySet(QuerySet[Any]):
    """Rows that are never changed; a later one may stand in their place."""

    def standing(self) -> "SteppedQuerySet":
        """Those in whose place no other stands."""
        return self.filter(replaced_by=None)


class AsyeTimeQuerySet(SteppedQuerySet):
    """Protected time that was taken."""

    def minutes_by_enrolment(self, enrolments: Any) -> dict[int, int]:
        """Minutes that stand, in one query; enrolments without any are absent."""
        rows = self.standing().filter(enrolment__in=enrolments).order_by().values("enrolment_id")
        return dict(rows.annotate(total=Sum("minutes")).values_list("enrolment_id", "total"))


class AsyeEvidenceQuerySet(QuerySet[Any]):
    """What people have shown."""

    def standing(self) -> "AsyeEvidenceQuerySet":
        """Those that were not taken out."""
        return self.filter(withdrawn_at=None)
