"""Reading what people are asked after learning, and what they said."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet

from foundation.slots import PracticeObservation
from workforce.querysets.access import own_keys

REQUEST_GROUPS = frozenset({"purpose", "state", "booking__session", "booking__session__course__code", "pulse"})


class CountedKeys(ValueError):
    """A group that would say who somebody is was asked of the counting door."""


class FormRequestQuerySet(QuerySet[Any]):
    """Who is asked what. Person-level: views enter by `visible_to`, `for_user` or `counted`."""

    def for_user(self, user: Any) -> "FormRequestQuerySet":
        """What the user is asked to fill in, and nobody else's."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(person__in=own_keys(user))

    def visible_to(self, user: Any, on: date | None = None) -> "FormRequestQuerySet":
        """One's own; what was answered about oneself (an observation, a manager's view of the impact); and
        invitations to observe that wait, for whom they are about and whoever asked."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        own, about = Q(person__in=own_keys(user)), Q(about__in=own_keys(user))
        invited = Q(purpose="observation") & ~Q(state="answered") & (about | Q(asked_by=user))
        return self.filter(own | (about & Q(state="answered")) | invited)

    def about_or_by(self, person_ids: Any) -> "FormRequestQuerySet":
        """What these people, by key, were asked, and what others were asked about them."""
        return self.filter(Q(person__in=person_ids) | Q(about__in=person_ids))

    def waiting(self) -> "FormRequestQuerySet":
        """Asked, and neither answered nor lapsed."""
        return self.filter(state="asked")

    def open_on(self, day: date) -> "FormRequestQuerySet":
        """Waiting, and begun by a day."""
        return self.waiting().filter(opens_on__lte=day).order_by("due_on", "pk")

    def overdue(self, day: date) -> "FormRequestQuerySet":
        """Waiting past their last day."""
        return self.waiting().filter(due_on__lt=day)

    def invited_by(self, user: Any) -> "FormRequestQuerySet":
        """Observations that wait, which the user asked for or which are about them."""
        return self.observations().waiting().filter(Q(asked_by=user) | Q(about__user=user))

    def with_subject(self) -> "FormRequestQuerySet":
        """With what they are about, in one query."""
        return self.select_related(
            "booking__session__course", "about__user", "person__user", "course", "version__template"
        )

    def observations(self) -> "FormRequestQuerySet":
        """Practice observations."""
        return self.filter(purpose="observation")

    def evaluations_owed(self) -> "FormRequestQuerySet":
        """Evaluations of learning that nobody has handed in, also past their last day."""
        return self.filter(purpose="evaluation", state__in=("asked", "lapsed"))

    def answered(self) -> "FormRequestQuerySet":
        """Handed in."""
        return self.filter(state="answered")

    def counted(self, *groups: str) -> QuerySet[Any]:
        """Numbers of requests by harmless groups, without any person key (DESIGN rule 1)."""
        refused = sorted(set(groups) - REQUEST_GROUPS)
        if refused:
            raise CountedKeys(f"counted() groups by {', '.join(sorted(REQUEST_GROUPS))}, not by {', '.join(refused)}.")
        return self.order_by().values(*groups).annotate(requests=Count("pk"))


class FormResponseQuerySet(QuerySet[Any]):
    """What was handed in, with a name behind it. Person-level."""

    def visible_to(self, user: Any, on: date | None = None) -> "FormResponseQuerySet":
        """Those of requests the user may see."""
        requests = apps.get_model("courses", "FormRequest").objects.visible_to(user, on)
        return self.filter(request__in=requests.values("pk"))

    def without_names(self) -> QuerySet[Any]:
        """Version, session, last day and answers, without who gave them: for results, which pass the gate."""
        return self.order_by("?").values("version_id", "request__booking__session_id", "request__due_on", "answers")

    def settled(self, day: date) -> "FormResponseQuerySet":
        """Handed in by the last day, where that is over: what results are made of, and changes no more."""
        return self.filter(request__due_on__lt=day, request__answered_on__lte=F("request__due_on"))

    def of_course(self, course_id: int, purpose: str) -> "FormResponseQuerySet":
        """Those about the sessions of a course."""
        return self.filter(request__booking__session__course=course_id, request__purpose=purpose)

    def of_sessions(self, session_ids: Iterable[int], purpose: str) -> "FormResponseQuerySet":
        """Those about these sessions."""
        return self.filter(request__booking__session__in=list(session_ids), request__purpose=purpose)


class QuoteQuerySet(QuerySet[Any]):
    """Words somebody gave leave to quote."""

    def for_user(self, user: Any) -> "QuoteQuerySet":
        """The user's own words."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(response__request__person__in=own_keys(user))

    def standing(self) -> "QuoteQuerySet":
        """Leave given and not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def to_read(self) -> "QuoteQuerySet":
        """Nobody at the Academy has decided on them yet."""
        return self.standing().filter(decision="")

    def shown(self) -> "QuoteQuerySet":
        """On the public site: approved, and leave still stands."""
        return self.standing().filter(decision="approved").order_by("-decided_at", "pk")


def observations(person_ids: Iterable[int]) -> QuerySet[Any]:
    """Completed practice observations of these people; `about_id` is who was observed, `answered_on` when.

    For pathways, whose steps may be observations. Take all records of one human
    (`Person.objects.same_human`).
    """
    found = apps.get_model("courses", "FormRequest").objects.observations().answered()
    return found.filter(about__in=list(person_ids)).order_by("answered_on", "pk")


def practice_observations(person_ids: Iterable[int]) -> Iterator[PracticeObservation]:
    """The same for the floor below (slot "practice_observations")."""
    for about, answered, key in observations(person_ids).values_list("about_id", "answered_on", "public_id"):
        yield PracticeObservation(about, answered, str(key))
