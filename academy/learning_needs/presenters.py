"""Learning needs with what courses and the CPD record know of them; a fixed number of queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from academy.learning_needs.stages import STEPS, Facts, Stage, stage
from courses.models import Booking, Course
from cpd_records.models import CpdRecord, Reflection
from foundation.british_dates import long_date
from supervision.models import LearningNeed
from workforce.models import Post, TeamVersion
from workforce.querysets.access import access_of


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need as one of the two sees it."""

    key: str
    topic: str
    who: str
    own: bool
    stage: Stage
    steps: int
    course: str
    course_url: str
    agreed: bool
    released: bool
    noted: str
    dates: str
    reflect_url: str
    settled: bool


def lines(rows: Iterable[LearningNeed], user: Any, on: date) -> list[NeedLine]:
    """Four queries more than the rows themselves."""
    needs = list(rows)
    people, codes = {need.person_id for need in needs}, {need.course_code for need in needs if need.course_code}
    courses = {row.code: row for row in Course.objects.published().filter(code__in=codes)}
    booked, learned = _booked(people, codes, user, on), _learned(people, codes, user, on)
    of_records = [row.pk for rows in learned.values() for row in rows]
    shared = Reflection.objects.visible_to(user, on).filter(record__in=of_records)
    reflected = set(shared.exclude(state=Reflection.State.DRAFT).values_list("record_id", flat=True))
    mine = access_of(user, on).person_ids
    return [_line(need, courses, booked, learned, reflected, own=need.person_id in mine) for need in needs]


def released_lines(user: Any, on: date) -> list[dict[str, str]]:
    """For coordinators: the line that was released, the team, the course. No name and nothing else."""
    needs = list(LearningNeed.objects.released_to(user, on))
    titles = dict(Course.objects.published().values_list("code", "title"))
    posts = Post.objects.current().running(on).filter(person__in={need.person_id for need in needs})
    names = dict(TeamVersion.objects.current().running(on).values_list("team_id", "name"))
    teams = {person: names.get(team, "") for person, team in posts.order_by("pk").values_list("person_id", "team_id")}
    return [
        {"topic": need.topic, "team": teams.get(need.person_id, ""), "course": titles.get(need.course_code, "")}
        for need in needs
    ]


Found = dict[tuple[int, str], list[Any]]


def _booked(people: set[int], codes: set[str], user: Any, on: date) -> Found:
    """Live bookings, as far as the user may see them."""
    rows = Booking.objects.visible_to(user, on).live().filter(person__in=people, session__course__code__in=codes)
    found: Found = {}
    for row in rows.select_related("session__course").order_by("session__starts_at"):
        found.setdefault((row.person_id, row.session.course.code), []).append(row)
    return found


def _learned(people: set[int], codes: set[str], user: Any, on: date) -> Found:
    rows = CpdRecord.objects.visible_to(user, on).standing().filter(person__in=people, course_code__in=codes)
    found: Found = {}
    for row in rows.order_by("-ends_on"):
        found.setdefault((row.person_id, row.course_code), []).append(row)
    return found


def _facts(need: LearningNeed, bookings: list[Any], records: list[Any], reflected: set[int]) -> Facts:
    """What came of it since; a place that is only asked or waited for is no place yet."""
    sure = [row for row in bookings if row.state == Booking.State.BOOKED]
    return Facts(
        course=need.course_code,
        agreed=need.agreed_at is not None,
        asked=bool(bookings),
        booked_on=timezone.localdate(sure[0].session.starts_at) if sure else None,
        learned_on=records[0].ends_on if records else None,
        reflected=any(row.pk in reflected for row in records),
        settled=need.closed_at is not None,
    )


def _line(
    need: LearningNeed, courses: dict[str, Course], booked: Found, learned: Found, reflected: set[int], *, own: bool
) -> NeedLine:
    key, course = (need.person_id, need.course_code), courses.get(need.course_code)
    since = timezone.localdate(need.noted_at)
    records = [row for row in learned.get(key, []) if row.ends_on >= since]
    facts = _facts(need, booked.get(key, []), records, reflected)
    day = facts.learned_on or facts.booked_on
    return NeedLine(
        key=str(need.public_id),
        topic=need.topic,
        who=need.person.full_name,
        own=own,
        stage=stage(facts),
        steps=STEPS,
        course=course.title if course else need.course_code,
        course_url=course.get_absolute_url() if course else "",
        agreed=facts.agreed,
        released=need.released_at is not None,
        noted=long_date(since),
        dates=long_date(day) if day else "",
        reflect_url=f"{reverse('cpd_records:new_reflection')}?record={records[0].public_id}" if own and records else "",
        settled=facts.settled,
    )
