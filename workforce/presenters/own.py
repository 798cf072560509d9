"""`/my/data/`: what is held about somebody, from where, who may see it, who has looked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from foundation.british_dates import date_and_time, long_date
from workforce import permissions, roles
from workforce.models import Absence, FactDispute, Person, Post, ReadLog
from workforce.presenters import words
from workforce.querysets.onlookers import Onlooker, who_may_see
from workforce.rules.census_codes import ETHNICITIES, REGISTRATION_BODIES, SEXES

Rows = list[dict[str, Any]]
TableRows = list[list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything the page shows, phrased."""

    person: Person
    about_you: Rows
    registration: Rows
    equality: Rows
    people_source: str
    posts: Rows
    absences: TableRows
    roles: list[tuple[str, str]]
    onlookers: TableRows
    reads: TableRows
    disputes: Rows


def own_data(user: Any, person: Person, day: date) -> OwnData:
    """Read and phrase it: a fixed number of queries, whatever the rows."""
    posts = list(
        Post.objects.visible_to(user, day)
        .filter(person__in=Person.objects.same_human(person))
        .current()
        .select_related("line_manager", "recorded_by_run")
        .order_by("-starts_on", "pk")
    )
    absences = Absence.objects.visible_to(user, day).filter(person__in=Person.objects.same_human(person)).current()
    return OwnData(
        person=person,
        about_you=_about_you(person),
        registration=_registration(person),
        equality=_equality(person),
        people_source=words.source(person.recorded_by_run, "Staff file"),
        posts=_posts(posts, day),
        absences=[_absence(row) for row in absences.select_related("recorded_by_run").order_by("-starts_on")[:20]],
        roles=[(role.name, role.sees) for role in _roles(user, day)],
        onlookers=[words.cells(*_onlooker(row)) for row in who_may_see(person, day)],
        reads=[_read(row) for row in ReadLog.objects.visible_to(user, day).select_related("reader")[:20]],
        disputes=[_dispute(row) for row in person.disputes.all()[:20]],
    )


def _row(key: str, value: str, fact: str, about: str) -> dict[str, Any]:
    action = {"text": "This is wrong", "url": f"{reverse('my_data_wrong')}?fact={fact}", "about": f"about {about}"}
    return {"key": key, "value": value or words.NOT_KNOWN, "actions": [action]}


def _about_you(person: Person) -> Rows:
    service = long_date(person.continuous_service_date) if person.continuous_service_date else ""
    return [
        _row("Name", person.full_name, "name", "your name"),
        _row("Work e-mail", person.work_email, "name", "your work e-mail"),
        _row("Employee number", person.employee_number or "", "other", "your employee number"),
        _row("Organisation", person.organisation.name, "other", "your organisation"),
        _row("Unbroken service since", service, "service", "your service"),
    ]


def _registration(person: Person) -> Rows:
    body = REGISTRATION_BODIES.get(person.registration_body, person.registration_body)
    if not body:
        return [_row("Registered with", "No professional body", "registration", "your registration")]
    return [
        _row("Registered with", body, "registration", "your professional body"),
        _row("Registration number", person.registration_number, "registration", "your registration number"),
    ]


def _equality(person: Person) -> Rows:
    year = str(person.birth_year or "")
    return [
        _row("Year of birth", year, "equality", "your year of birth"),
        _row("Sex", SEXES.get(person.sex, ""), "equality", "your sex"),
        _row("Ethnicity", ETHNICITIES.get(person.ethnicity, ""), "equality", "your ethnicity"),
    ]


def _posts(posts: list[Post], day: date) -> Rows:
    names = words.team_names(day, {post.team_id for post in posts})
    return [
        {
            "title": post.job_title,
            "rows": [
                _row("Team", names.get(post.team_id, ""), "post", "this team"),
                _row("Dates", words.span(post.starts_on, post.ends_on), "post", "these dates"),
                _row("Hours", words.hours(post.fte), "post", "these hours"),
                _row("Contract", post.get_contract_display(), "post", "this contract"),
                _row("Line manager", _manager(post), "manager", "your line manager"),
            ],
            "source": words.source(post.recorded_by_run, "Posts file", provisional=post.provisional),
        }
        for post in posts
    ]


def _manager(post: Post) -> str:
    if post.line_manager is None:
        return ""
    since = f", since {long_date(post.manager_from)}" if post.manager_from else ""
    return f"{post.line_manager.full_name}{since}"


def _absence(row: Absence) -> list[dict[str, str]]:
    lost = f"{row.fte_days_lost.normalize():f}" if row.fte_days_lost is not None else "Worked out from your hours"
    return words.cells(
        words.span(row.starts_on, row.ends_on),
        row.get_reason_display(),
        lost,
        words.source(row.recorded_by_run, "Absence file"),
    )


def _roles(user: Any, day: date) -> list[roles.Role]:
    held = permissions.roles_of(user, day)
    return [role for code, role in roles.ROLES.items() if code in held]


_OF_MANAGERS = "Your name, job, team, hours and dates, and that you are away today; never why"
OPENS = {
    roles.LINE_MANAGER: _OF_MANAGERS,
    roles.DEPUTY: _OF_MANAGERS,
    roles.DELEGATE: _OF_MANAGERS,
    roles.COORDINATOR: "Your job and team, your bookings and days of learning, the learning needs you release",
    roles.ASYE_COORDINATOR: "Your job and team, and your stage while you are newly qualified",
    roles.PARTNER_ADMINISTRATOR: "Your name, your bookings and places",
    roles.HR: "Everything on this page but your equality details",
    roles.SYSTEM_ADMINISTRATOR: "Your posts and registration, to mend files and roles; never why you were away",
}
"""What a role opens of this page, said to whom it is about."""


def _onlooker(row: Onlooker) -> tuple[str, str, str]:
    return row.name, row.capacity, OPENS.get(row.role, "")


def _read(row: ReadLog) -> list[dict[str, str]]:
    return words.cells(date_and_time(row.at), row.reader.get_full_name(), row.capacity, row.page)


def _dispute(row: FactDispute) -> dict[str, Any]:
    colour = {"open": "yellow", "mended": "green", "stands": "grey"}[row.state]
    return {
        "fact": row.get_fact_display(),
        "statement": row.statement,
        "state": row.get_state_display(),
        "colour": colour,
        "raised": date_and_time(row.raised_at),
        "answer": row.answer,
    }
