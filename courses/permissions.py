"""Who may do what in courses.

The CMS itself asks for the ordinary model permissions, which the group of the coordinator's role
holds; the actions ask for the role on the day, so that they do not depend on when groups were synced.
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from courses.models import Approval, Arrangement, Booking, Course, SelfPacedRun, Session, SessionTrainer
from courses.querysets.deciding import coordinators_of
from workforce.models import Person, RoleGrant, TeamVersion
from workforce.permissions import can_manage, coordinates, has_access, has_team, scope_paths
from workforce.querysets.access import access_of
from workforce.roles import COORDINATOR

COORDINATORS_ONLY = "Only a learning coordinator can plan or change sessions."
LEARNING = ("booked", "attended", "partial")
"""States of a booking of somebody who is or was on the course."""
NOT_YOUR_SESSION = "Other coordinators look after this session: ask them, or a coordinator for the whole Academy."


class NotForYou(PermissionDenied):
    """This person may not do this; the message says who may."""


def can_manage_courses(user: Any, on: date) -> bool:
    """May write, change and publish courses."""
    return bool(user.is_active and (user.is_superuser or coordinates(user, on)))


def can_manage_sessions(user: Any, on: date) -> bool:
    """May plan, open, change and cancel sessions."""
    return can_manage_courses(user, on)


def can_manage_session(user: Any, session: Session, on: date) -> bool:
    """May change this one: a coordinator for the whole Academy, or for the team that looks after it."""
    if user is None or Session.objects.managed_by(user, on).filter(pk=session.pk).exists():
        return True
    return stands_in_for_coordinator(user, on) and user.pk in {each.pk for each in coordinators_of(session, on)}


def looks_after(user: Any, session: Session, on: date) -> bool:
    """Coordinates this session, oneself and not as a deputy: its register, and who comes first (ADR 12)."""
    if user is None or (user.is_superuser and user.is_active):
        return True
    paths = scope_paths(user, COORDINATOR, on)
    return "" in paths or bool(paths and Session.objects.managed_by(user, on).filter(pk=session.pk).exists())


def stands_in_for_coordinator(user: Any, on: date) -> bool:
    """Deputises on a day for somebody who coordinates learning."""
    principals = access_of(user, on).deputy_for
    return RoleGrant.objects.running(on).filter(role=COORDINATOR, user__person__in=principals).exists()


def teams_to_look_after(user: Any, on: date) -> list[int] | None:
    """Keys of the teams somebody may plan sessions for, the uppermost first; None where it is any, or none."""
    paths = ("",) if user is None or user.is_superuser else scope_paths(user, COORDINATOR, on)
    if "" in paths:
        return None
    teams = TeamVersion.objects.current().running(on).under(paths).order_by("path")
    return list(teams.values_list("team_id", flat=True))


def can_play(user: Any, document_id: int, on: date) -> bool:
    """May see or hear a recording: who learns or learned on a course it belongs to, its trainers, coordinators.

    Being asked, waiting or cancelled is not enough (DOMAIN 9).
    """
    if not user.is_authenticated:
        return False
    if can_manage_courses(user, on):
        return True
    courses = Course.objects.with_recording(document_id)
    learning = Booking.objects.for_user(user).filter(state__in=LEARNING, session__course__in=courses)
    in_own_time = SelfPacedRun.objects.for_user(user).filter(course__in=courses).exclude(state="closed")
    return (
        learning.exists()
        or in_own_time.exists()
        or SessionTrainer.objects.filter(person__user=user, session__course__in=courses).exists()
    )


def demand(allowed: bool, message: str) -> None:
    """Raise NotForYou with a message unless allowed."""
    if not allowed:
        raise NotForYou(message)


def can_book_for(user: Any, person: Person, on: date) -> bool:
    """May take a place for this person: themselves, a coordinator over them, the system."""
    return user is None or _is_self(user, person) or _coordinates(user, person, on)


def can_learn_as(user: Any, person: Person) -> bool:
    """May work through a self-paced course for this person: nobody else learns in somebody's name."""
    return _is_self(user, person)


def can_cancel(user: Any, person: Person, on: date) -> bool:
    """May give up this person's place: the same people."""
    return can_book_for(user, person, on)


def can_explain(user: Any, person: Person, on: date) -> bool:
    """May say why this person missed something: themselves, who manages them, a coordinator over them."""
    return can_book_for(user, person, on) or can_manage(user, person, on)


def can_mark(user: Any, session: Session, on: date) -> bool:
    """May mark and close a session's register: its trainers, and coordinators who look after it (DOMAIN 9)."""
    if user is None:
        return True
    if not (user.is_authenticated and has_access(user, on)):
        return False
    return looks_after(user, session, on) or session.trainers.filter(person__user=user).exists()


def can_decide_for(user: Any, person: Person, on: date) -> bool:
    """Whose word approves this person's learning: the line or acting manager, that one's deputy, the system."""
    return user is None or (not _is_self(user, person) and can_manage(user, person, on))


def can_decide(user: Any, approval: Approval, on: date) -> bool:
    """May answer one request on a day: as above; the manager's manager once it went further up; a
    coordinator where there is nobody else to ask. Never the person."""
    if user is None:
        return True
    return Approval.objects.pending().waiting_for(user, on).filter(pk=approval.pk).exists()


def can_answer_requests(user: Any, on: date) -> bool:
    """Whether requests may come to this user at all: managers, whoever stands in for one, coordinators."""
    return has_team(user, on) or coordinates(user, on)


def coordinates_person(user: Any, person: Person, on: date) -> bool:
    """Whether the user coordinates learning over this person; the system does over everybody."""
    return user is None or _coordinates(user, person, on)


def can_arrange(user: Any, arrangement: Arrangement, on: date) -> bool:
    """May say that something was arranged: coordinators over the person."""
    return coordinates_person(user, arrangement.booking.person, on)


def leads_sessions(user: Any) -> bool:
    """Whether the user is named as a trainer anywhere."""
    return user.is_authenticated and SessionTrainer.objects.filter(person__user=user).exists()


def can_export_roster(user: Any, on: date) -> bool:
    """May take the list of who is booked away as a file: coordinators."""
    return user is None or coordinates(user, on)


def can_answer(user: Any, person: Person) -> bool:
    """May hand in a form: whoever is asked, and nobody in their place; the system where it is given on paper."""
    return user is None or _is_self(user, person) or _is_self(user, person.joined_into or person)


def can_invite_observer(user: Any, person: Person, on: date) -> bool:
    """May ask somebody to observe this person's practice: themselves, their manager, a coordinator over them."""
    return user is None or _is_self(user, person) or can_manage(user, person, on) or _coordinates(user, person, on)


def _is_self(user: Any, person: Person) -> bool:
    return user.pk is not None and person.user_id == user.pk


def _coordinates(user: Any, person: Person, on: date) -> bool:
    return coordinates(user, on) and Person.objects.opened_by(COORDINATOR, user, on).filter(pk=person.pk).exists()
