"""Lists for those who keep the staff files and roles, phrased."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from foundation import policies
from foundation.british_dates import date_and_time, long_date
from workforce import roles
from workforce.models import FactDispute, LiveFrom, Person, RoleGrant
from workforce.policies import MISSING_DAYS
from workforce.presenters import words

MOST_FOUND = 50


def found_people(user: Any, text: str, day: date) -> list[list[dict[str, str]]]:
    """People one may see whose last name, e-mail or number begins like this."""
    people = Person.objects.visible_to(user, day).beginning_with(text) if text else Person.objects.none()
    found = list(people.select_related("organisation")[:MOST_FOUND])
    return [
        words.cells(person_link(person), person.work_email, person.organisation.name, standing(person))
        for person in found
    ]


def person_link(person: Person) -> str:
    """Their name, leading to their page."""
    return words.link(reverse("person", args=[person.public_id]), person.full_name)


def standing(person: Person) -> str:
    """A tag where there is something to say."""
    if person.suspended_on:
        return words.tag("Access stopped", "red")
    if person.missing_since:
        return words.tag("Missing from the file", "orange")
    if person.standing == Person.Standing.PROVISIONAL:
        return words.tag("Not in the file yet", "teal")
    return ""


def missing_people(user: Any, day: date) -> list[dict[str, Any]]:
    """Each with when they went missing and what happens next."""
    days = policies.book().whole(MISSING_DAYS, day)
    people = Person.objects.visible_to(user, day).missing().order_by("missing_since", "sort_name")
    return [
        {
            "person": person,
            "link": person_link(person),
            "since": long_date(person.missing_since) if person.missing_since else "",
            "next": _next_step(person, days),
            "confirm": person.kept_on is None,
        }
        for person in people
    ]


def _next_step(person: Person, days: int) -> str:
    if person.suspended_on:
        return f"Access stopped on {long_date(person.suspended_on)}"
    if person.kept_on:
        return f"Confirmed as working here on {long_date(person.kept_on)}"
    return f"Access stops on {long_date((person.missing_since or date.max) + timedelta(days=days))}"


def proposals(pairs: Iterable[tuple[Person, Person, str]]) -> list[dict[str, Any]]:
    """Pairs that may be one human."""
    return [{"kept": kept, "other": other, "why": why} for kept, other, why in pairs]


def joined_records(user: Any, day: date) -> list[Person]:
    """Records that have been joined, newest first."""
    people = Person.objects.visible_to(user, day).filter(joined_into__isnull=False)
    return list(people.select_related("joined_into").order_by("-pk")[:100])


def grants(user: Any, day: date) -> list[dict[str, Any]]:
    """Every role held now or from a later day."""
    rows = RoleGrant.objects.visible_to(user, day).running_or_ahead(day)
    rows = rows.select_related("user", "team", "organisation").order_by("role", "starts_on", "pk")
    names = words.team_names(day, {row.team_id for row in rows if row.team_id})
    return [
        {
            "grant": row,
            "name": row.user.get_full_name(),
            "role": roles.ROLES[row.role].name if row.role in roles.ROLES else row.role,
            "scope": _scope(row, names),
            "dates": words.span(row.starts_on, row.ends_on),
        }
        for row in rows
    ]


def _scope(row: RoleGrant, names: dict[int, str]) -> str:
    if row.team_id is not None:
        return names.get(row.team_id, row.team.code if row.team else "")
    return row.organisation.name if row.organisation else "The whole Academy"


def live_dates(day: date) -> list[list[dict[str, str]]]:
    """What is live where, from when."""
    rows = list(LiveFrom.objects.select_related("team"))
    names = words.team_names(day, {row.team_id for row in rows if row.team_id})
    return [
        words.cells(
            row.get_module_display(),
            names.get(row.team.pk, row.team.code) if row.team else "Everywhere",
            long_date(row.starts_on),
        )
        for row in rows
    ]


def waiting_disputes(user: Any, day: date) -> list[dict[str, Any]]:
    """What people say is wrong and this user can answer."""
    rows = FactDispute.objects.visible_to(user, day).waiting().exclude(person__user=user)
    return [
        {
            "dispute": row,
            "link": person_link(row.person),
            "fact": row.get_fact_display(),
            "raised": date_and_time(row.raised_at),
        }
        for row in rows.select_related("person")
    ]
