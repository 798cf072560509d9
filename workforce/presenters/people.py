"""One person's page for those who look after them, and the list of a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from foundation.british_dates import long_date
from workforce import permissions, roles
from workforce.models import ActingManager, Deputy, Person, Post
from workforce.presenters import words
from workforce.querysets.access import access_of
from workforce.querysets.recorded import not_ended
from workforce.rules.census_codes import REGISTRATION_BODIES


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the page shows, phrased."""

    person: Person
    tags: list[tuple[str, str]]
    facts: list[dict[str, Any]]
    posts: list[list[dict[str, str]]]
    acting: list[ActingManager]
    deputies: list[Deputy]
    reports: list[Person]
    can_name_acting: bool
    can_name_deputy: bool


def person_page(user: Any, person: Person, day: date) -> PersonPage:
    """What this user may see of a person: posts and standing; registration for those who keep files."""
    posts = list(person.posts.current().select_related("line_manager").order_by("starts_on", "pk"))
    return PersonPage(
        person=person,
        tags=_tags(person, day),
        facts=_facts(user, person, posts, day),
        posts=_post_rows(posts, day),
        acting=_with_when(person.acting_managers.running_or_ahead(day).select_related("manager")),
        deputies=_with_when(person.deputies.running_or_ahead(day).select_related("deputy")),
        reports=list(Person.objects.visible_to(user, day).reporting_to(person, day)[:60]),
        can_name_acting=permissions.can_name_acting_manager(user, person, day),
        can_name_deputy=permissions.can_name_deputy(user, person, day),
    )


def _with_when(periods: Iterable[Any]) -> list[Any]:
    """Periods with `when`: their dates in words."""
    found = list(periods)
    for period in found:
        period.when = words.span(period.starts_on, period.ends_on)
    return found


def _tags(person: Person, day: date) -> list[tuple[str, str]]:
    away = Person.objects.with_away(day).filter(pk=person.pk, away=True).exists()
    found = [("Away today", "yellow")] if away else []
    if person.standing == Person.Standing.PROVISIONAL:
        found.append(("Not in the staff file yet", "teal"))
    if person.missing_since:
        found.append(("Missing from the staff file", "orange"))
    if person.suspended_on:
        found.append(("Access stopped", "red"))
    return found


def _facts(user: Any, person: Person, posts: list[Post], day: date) -> list[dict[str, Any]]:
    post = words.running_post(posts, day)
    names = words.team_names(day, {post.team_id}) if post else {}
    rows = [("Work e-mail", person.work_email)]
    if post is not None:
        rows += [
            ("Job", post.job_title),
            ("Team", names.get(post.team_id, words.NOT_KNOWN)),
            ("Hours", words.hours(post.fte)),
            ("Line manager", post.line_manager.full_name if post.line_manager else words.NOT_KNOWN),
        ]
    if permissions.can_see_sensitive(user, person, day):
        rows += _kept_facts(person)
    return [{"key": key, "value": value} for key, value in rows]


def _kept_facts(person: Person) -> list[tuple[str, str]]:
    """For HR and administrators only."""
    body = REGISTRATION_BODIES.get(person.registration_body, "")
    registration = f"{body}, {person.registration_number}" if body else "None"
    service = long_date(person.continuous_service_date) if person.continuous_service_date else words.NOT_KNOWN
    return [
        ("Employee number", person.employee_number or "None yet"),
        ("Registration", registration),
        ("Unbroken service since", service),
    ]


def _post_rows(posts: list[Post], day: date) -> list[list[dict[str, str]]]:
    names = words.team_names(day, {post.team_id for post in posts})
    return [
        words.cells(
            words.span(post.starts_on, post.ends_on),
            post.job_title,
            names.get(post.team_id, words.NOT_KNOWN),
            words.hours(post.fte),
        )
        for post in reversed(posts)
    ]


def capacity_of(user: Any, person: Person, day: date) -> str:
    """As what somebody looks at another, for the log of reads."""
    access = access_of(user, day)
    if permissions.can_manage(user, person, day):
        return "Manager"
    if (
        access.stands_in_for
        and Person.objects.filter(pk=person.pk).reporting_to_any(access.stands_in_for, day).exists()
    ):
        return "Stands in for the manager"
    names = sorted({roles.role(code).name for code in permissions.roles_over(user, person, day)})
    return ", ".join(names)[:60] or "Themselves"


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """Some people with a heading: the own reports, or those of somebody one stands in for."""

    heading: str
    note: str
    rows: list[list[dict[str, str]]]


def team_groups(user: Any, day: date) -> list[TeamGroup]:
    """The user's own reports first, then those they see as deputy or delegate."""
    access = access_of(user, day)
    groups = []
    mine = Person.objects.for_user(user).first()
    if mine is not None and access.manages:
        groups.append(TeamGroup("Your people", "", _rows(Person.objects.reporting_to(mine, day), day)))
    standing_in = Deputy.objects.running(day).filter(deputy__in=access.person_ids).select_related("principal")
    for deputy in standing_in:
        note = f"You stand in until {words.last_day(deputy.ends_on)} ({deputy.get_kind_display()})."
        people = Person.objects.reporting_to(deputy.principal, day)
        groups.append(TeamGroup(f"People of {deputy.principal.full_name}", note, _rows(people, day)))
    return groups


def starting_soon(user: Any, day: date) -> list[list[dict[str, str]]]:
    """People whose post under this manager begins later."""
    mine = Person.objects.for_user(user).first()
    posts = Post.objects.current().filter(not_ended(day), line_manager=mine, starts_on__gt=day)
    return [
        words.cells(words.link(_url(post.person), post.person.full_name), post.job_title, long_date(post.starts_on))
        for post in posts.select_related("person").order_by("starts_on", "pk")
    ]


def _rows(people: Any, day: date) -> list[list[dict[str, str]]]:
    found = list(people.with_away(day).with_acting_manager(day))
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.current().filter(not_ended(day), person__in=found).order_by("starts_on", "pk"):
        posts.setdefault(post.person_id, []).append(post)
    names = words.team_names(day, {post.team_id for held in posts.values() for post in held})
    return [_row(person, words.running_post(posts.get(person.pk, []), day), names) for person in found]


def _row(person: Any, post: Post | None, names: dict[int, str]) -> list[dict[str, str]]:
    return words.cells(
        words.link(_url(person), person.full_name),
        _notes(person),
        post.job_title if post else "",
        names.get(post.team_id, "") if post else "",
        words.hours(post.fte) if post else "",
    )


def _notes(person: Any) -> str:
    tags: Iterable[tuple[bool, str, str]] = (
        (person.away, "Away", "yellow"),
        (person.acting_manager, "Acting manager", "teal"),
        (person.standing == Person.Standing.PROVISIONAL, "Not in the file yet", "teal"),
    )
    return words.joined([words.tag(text, colour) for shown, text, colour in tags if shown])


def _url(person: Person) -> str:
    return reverse("person", args=[person.public_id])
