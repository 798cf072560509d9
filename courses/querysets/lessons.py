"""Reading lessons, and how far people have come in them."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from workforce.querysets.access import own_keys


def linking_to(document_id: int, *, quote: str = '"') -> str:
    """A regular expression of a link to this document in rich text, whichever way round it was written."""
    kind, key = f"linktype={quote}document{quote}", f"id={quote}{document_id}{quote}"
    return f"<a [^>]*({kind}[^>]*{key}|{key}[^>]*{kind})"


class LessonQuerySet(QuerySet[Any]):
    """Lessons, which editors write and anybody signed in may read."""

    def published(self) -> "LessonQuerySet":
        """On the site, in order."""
        return self.filter(live=True, course__live=True).order_by("position", "pk")

    def of_course(self, slug: str) -> "LessonQuerySet":
        """The published lessons of the course with this address."""
        return self.published().filter(course__slug=slug)

    def with_recording(self, document_id: int) -> "LessonQuerySet":
        """Lessons that play this document, caption with it, or link to it; drafts that are not live do not count."""
        in_block = rf'"(file|captions)": {document_id}[,}}]'
        return (
            self.filter(live=True)
            .annotate(words=Cast("body", TextField()))
            .filter(Q(words__regex=in_block) | Q(words__regex=linking_to(document_id, quote=r'\\"')))
        )

    def summed(self) -> dict[str, int]:
        """How many and how long together: {"lessons": …, "minutes": …}."""
        found = self.order_by().aggregate(lessons=Count("pk"), minutes=Sum("minutes"))
        return {"lessons": found["lessons"], "minutes": found["minutes"] or 0}


class SelfPacedRunQuerySet(QuerySet[Any]):
    """People's ways through self-paced courses. Person-level: views enter by `visible_to` or `for_user`."""

    def visible_to(self, user: Any, on: date | None = None) -> "SelfPacedRunQuerySet":
        """Those of people this user may see."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        people = apps.get_model("workforce", "Person").objects.visible_to(user, on or timezone.localdate())
        return self.filter(person__in=people.values("pk"))

    def for_user(self, user: Any) -> "SelfPacedRunQuerySet":
        """One's own, and those of records joined into one's own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(person__in=own_keys(user))

    def open(self) -> "SelfPacedRunQuerySet":
        """Begun and not finished."""
        return self.filter(state__in=self.model.OPEN_STATES)

    def idle_since(self, moment: datetime) -> "SelfPacedRunQuerySet":
        """Going, and nothing done in them since."""
        return self.filter(state="going", active_at__lt=moment)

    def of_leavers(self, day: date) -> "SelfPacedRunQuerySet":
        """Open ones of people whose last post has ended."""
        posts = apps.get_model("workforce", "Post").objects.current().filter(person=OuterRef("person"))
        return self.open().filter(Exists(posts), ~Exists(posts.running_or_ahead(day)))


class LessonResultQuerySet(QuerySet[Any]):
    """What somebody has done in each lesson of a run."""

    def visible_to(self, user: Any, on: date | None = None) -> "LessonResultQuerySet":
        """Those of runs this user may see."""
        runs = apps.get_model("courses", "SelfPacedRun").objects.visible_to(user, on)
        return self.filter(run__in=runs.values("pk"))

    def done(self) -> "LessonResultQuerySet":
        """Finished lessons."""
        return self.filter(done_at__isnull=False)
