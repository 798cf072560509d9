"""Loads what the audience rule looks at: one person in two queries, any number in five."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery

from foundation.asked_often import AskedOften
from foundation.months import months_later
from foundation.policies import PolicyBook
from workforce import policies
from workforce.models import ActingManager, Organisation, Person, Post, TeamVersion
from workforce.querysets.access import manages_on
from workforce.querysets.recorded import in_force
from workforce.rules.audiences import AudienceFacts, PostFacts

SPELL = ("person_id", "starts_on", "ends_on", "team_id", "job_title", "role_family", "contract", "change_type")
STUDENT, SOCIAL_WORKER = Post.RoleFamily.SOCIAL_WORK_STUDENT, Post.RoleFamily.SOCIAL_WORKER
NEWLY_QUALIFIED = 1
"""DfE code of `start_origin` for a first post as a social worker (FORMATS, posts.csv)."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One version of a spell in a post, with its team's place in the tree on the day asked about."""

    starts_on: date
    ends_on: date | None
    facts: PostFacts
    change_type: str
    start_origin: int | None

    def runs(self, on: date) -> bool:
        """Whether it runs on a day; ends are exclusive."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on > on)


def facts_of(person_id: int, on: date, book: PolicyBook) -> AudienceFacts:
    """One person on a day: two queries, written once. Somebody unknown belongs to everyone only."""
    found = PERSON.rows(person_id, on)
    if not found:
        return AudienceFacts()
    spells = [spell_of(row, row["path"], row["area"]) for row in SPELLS.rows(person_id, on)]
    return facts_from(found[0], spells, on, book)


def facts_of_many(people: Iterable[int] | None, on: date, book: PolicyBook) -> dict[int, AudienceFacts]:
    """The same for many people by key (None: for all) in five queries, however many they are."""
    return {key: facts for key, (facts, _) in with_spells(people, on, book).items()}


def with_spells(
    people: Iterable[int] | None, on: date, book: PolicyBook
) -> dict[int, tuple[AudienceFacts, list[Spell]]]:
    """The same with every spell there was, for rules that look back; in the same five queries."""
    wanted = Person.objects.order_by() if people is None else Person.objects.order_by().filter(pk__in=list(people))
    rows = wanted.filter(joined_into=None).values("pk", "external_role", kind=F("organisation__kind"))
    spells, managers = _spells_by_person(people, on), _managers(on)
    found = {}
    for row in rows:
        own = spells.get(row["pk"], [])
        found[row["pk"]] = facts_from(row | {"manages": row["pk"] in managers}, own, on, book), own
    return found


def facts_from(person: dict[str, Any], spells: list[Spell], on: date, book: PolicyBook) -> AudienceFacts:
    """Pure: facts from a row (kind, external_role, manages) and the spells of a person."""
    outside = person["kind"] != Organisation.Kind.COUNCIL
    return AudienceFacts(
        posts=tuple(spell.facts for spell in spells if spell.runs(on)),
        manages=bool(person["manages"]),
        new_starter=_new(spells, on, book.whole(policies.NEW_STARTER_DAYS, on)),
        newly_qualified=_newly_qualified(spells, on, book.whole(policies.NEWLY_QUALIFIED_MONTHS, on)),
        organisation=person["kind"] if outside else "",
        external_role=person["external_role"],
    )


def started_on(spells: Iterable[Spell], on: date) -> date | None:
    """The first day of the present service: the last hire by the day. None without one."""
    hires = [spell.starts_on for spell in spells if spell.change_type == Post.Change.HIRE and spell.starts_on <= on]
    return max(hires, default=None)


def _new(spells: list[Spell], on: date, days: int) -> bool:
    start = started_on(spells, on)
    return start is not None and on < start + timedelta(days=days)


def _newly_qualified(spells: list[Spell], on: date, months: int) -> bool:
    """Within so many months of the first post as a qualified social worker, and still in such a post."""
    if not any(spell.facts.family == SOCIAL_WORKER and spell.runs(on) for spell in spells):
        return False
    return any(on < months_later(start, months) for start in first_posts(spells) if start <= on)


def first_posts(spells: Sequence[Spell]) -> Iterator[date]:
    """Starts of first posts as a social worker: hired newly qualified, or a student here before."""
    student = any(spell.facts.family == STUDENT for spell in spells)
    for spell in spells:
        if spell.facts.family != SOCIAL_WORKER:
            continue
        hired = spell.change_type == Post.Change.HIRE and spell.start_origin == NEWLY_QUALIFIED
        if hired or (student and spell.change_type == Post.Change.PROMOTION):
            yield spell.starts_on


def spell_of(row: dict[str, Any], path: str | None, area: str | None) -> Spell:
    """A row of `SPELL` and `start_origin`, with its team's place in the tree."""
    post = PostFacts(row["role_family"], row["job_title"], row["contract"], area or "", path or "")
    return Spell(row["starts_on"], row["ends_on"], post, row["change_type"], row["start_origin"])


def _spells_by_person(people: Iterable[int] | None, on: date) -> dict[int, list[Spell]]:
    posts = Post.objects.current().order_by()
    if people is not None:
        posts = posts.filter(person__in=list(people))
    versions = TeamVersion.objects.current().running(on).values_list("team_id", "path", "service_area")
    places = {team: (path, area) for team, path, area in versions}
    found: dict[int, list[Spell]] = {}
    for row in posts.values(*SPELL, "start_origin"):
        path, area = places.get(row["team_id"], ("", ""))
        found.setdefault(row["person_id"], []).append(spell_of(row, path, area))
    return found


def _managers(on: date) -> set[int]:
    """Everybody to whom somebody reports on a day."""
    by_file = Post.objects.naming_manager(on).not_taken_over(on).filter(line_manager__isnull=False)
    acting = ActingManager.objects.filter(in_force(on))
    return {*by_file.values_list("line_manager_id", flat=True), *acting.values_list("manager_id", flat=True)}


def _person(person_id: int, on: date) -> Any:
    rows = Person.objects.order_by().filter(pk=person_id).annotate(manages=manages_on(on))
    return rows.values("pk", "external_role", "manages", kind=F("organisation__kind"))


def _posts(person_id: int, on: date) -> Any:
    team = TeamVersion.objects.current().running(on).filter(team=OuterRef("team"))
    posts = Post.objects.current().order_by().filter(person=person_id)
    placed = posts.annotate(path=Subquery(team.values("path")[:1]), area=Subquery(team.values("service_area")[:1]))
    return placed.values(*SPELL, "start_origin", "path", "area")


PERSON = AskedOften(_person, int, date)
SPELLS = AskedOften(_posts, int, date)
