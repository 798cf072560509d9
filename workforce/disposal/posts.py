"""Posts under a row without a name, and absences as days by month: what workforce figures need, no more."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F

from foundation.disposal.graves import Grave
from foundation.months import months_later
from workforce.models import Absence, AbsenceTotal, Post

POSTS = "posts"
SEALED = ("post_number", "starts_on", "ends_on", "team", "job_title", "role_family", "contract", "fte")
Key = tuple[date, str, str]


def bury_posts(person_ids: Collection[int], grave: Grave) -> None:
    """Job titles, post numbers and managers go from every version; times away become totals."""
    if not grave.wants(POSTS):
        return
    posts = Post.objects.filter(person__in=person_ids).exclude(post_number__startswith="removed-")
    for row in posts.order_by("pk").values("pk", *SEALED):
        grave.tombstone(record_class=POSTS, place=f"post:{row.pop('pk')}", content=[row])
    _bury_absences(person_ids, grave)
    grave.forget_words_about(Post, list(posts.values_list("pk", flat=True)))
    spells: dict[tuple[int, str], str] = {}
    for post in list(posts.order_by("pk")):
        number = spells.setdefault((post.person_id, post.post_number), f"removed-{post.pk}")
        title = post.get_role_family_display()
        one = Post.objects.filter(pk=post.pk)
        grave.blank(one, post_number=number, job_title=title, line_manager=None, manager_from=None)


def _bury_absences(person_ids: Collection[int], grave: Grave) -> None:
    absences = Absence.objects.filter(person__in=person_ids)
    days: Counter[Key] = Counter()
    fte_days: dict[Key, Decimal] = {}
    posts = list(Post.objects.current().filter(person__in=person_ids).select_related("team").order_by("starts_on"))
    for absence in absences.current():
        for day in _days(absence):
            post = _post_on(posts, day)
            key = (day.replace(day=1), post.team.code if post else "", absence.reason)
            days[key] += 1
            fte_days[key] = fte_days.get(key, Decimal(0)) + (post.fte if post else Decimal(1))
    for month, team, reason in sorted(days):
        key = (month, team, reason)
        row, _ = AbsenceTotal.objects.get_or_create(
            month=month, team_code=team, reason=reason, defaults={"days": 0, "fte_days": 0}
        )
        AbsenceTotal.objects.filter(pk=row.pk).update(
            days=F("days") + days[key], fte_days=F("fte_days") + fte_days[key]
        )
    for away in absences.order_by("pk").values("pk", "starts_on", "ends_on", "reason"):
        said = [away["starts_on"], away["ends_on"], away["reason"]]
        grave.tombstone(record_class=POSTS, place=f"absence:{away['pk']}", content=[said])
    grave.remove(absences, record_class=POSTS)


def _days(absence: Any) -> Iterator[date]:
    """Each day away; an absence without an end counts to the month after it began."""
    last = absence.ends_on or months_later(absence.starts_on, 1)
    for number in range((last - absence.starts_on).days):
        yield absence.starts_on + timedelta(days=number)


def _post_on(posts: list[Post], day: date) -> Post | None:
    running = [post for post in posts if post.starts_on <= day and (post.ends_on is None or post.ends_on > day)]
    return running[-1] if running else None
