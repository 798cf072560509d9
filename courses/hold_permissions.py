"""Who may keep places, name people into them and have somebody come instead of somebody."""

from datetime import date
from typing import Any

from courses.models import Booking, PlaceHold
from workforce import roles
from workforce.models import Organisation, Person, Team, TeamVersion
from workforce.permissions import can_manage, coordinates, is_line_manager, scope_organisations, scope_paths
from workforce.querysets.access import access_of


def can_keep_for_others(user: Any, on: date, *, team: Team | None, organisation: Organisation | None) -> bool:
    """May keep places for a team or an organisation: a coordinator over it, and the system."""
    if user is None:
        return True
    paths = scope_paths(user, roles.COORDINATOR, on)
    if "" in paths:
        return True
    if organisation is not None:
        return organisation.pk in scope_organisations(user, roles.COORDINATOR, on)
    return TeamVersion.objects.current().running(on).under(paths).filter(team=team).exists()


def can_keep_own(user: Any, manager: Person, on: date) -> bool:
    """May keep places for this manager's people: the manager while somebody reports to them."""
    return manager.user_id == user.pk and is_line_manager(user, on)


def can_use(user: Any, hold: PlaceHold, on: date) -> bool:
    """May name people into a hold and release it: whoever keeps it, those who stand in, coordinators."""
    return user is None or PlaceHold.objects.visible_to(user, on).filter(pk=hold.pk).exists()


def can_be_named(user: Any, hold: PlaceHold, person: Person, on: date) -> bool:
    """Whether this person may take a place of the hold: one of the organisation's or team's, or of the
    manager's own people."""
    if hold.organisation_id is not None:
        return person.organisation_id == hold.organisation_id
    if hold.manager is not None:
        return Person.objects.reporting_to(hold.manager, on).filter(pk=person.pk).exists()
    paths = TeamVersion.objects.current().running(on).filter(team=hold.team_id).values_list("path", flat=True)
    return Person.objects.in_scope(paths, on).filter(pk=person.pk).exists()


def managed_people(user: Any, on: date) -> Any:
    """The people a user decides for on a day: their own reports and those of whom they are deputy for."""
    access = access_of(user, on)
    managers = (access.person_ids if access.manages else ()) + access.deputy_for
    return Person.objects.reporting_to_any(managers, on) if managers else Person.objects.none()


def administers_a_partner(user: Any, on: date) -> bool:
    """Whether the user looks after an organisation's places."""
    return Organisation.objects.administered_by(user, on).exists()


def can_book_team_member(user: Any, person: Person, on: date) -> bool:
    """May book a place for somebody as their manager, or a coordinator over them."""
    return user is None or can_manage(user, person, on) or _coordinates_over(user, person, on)


def can_substitute(user: Any, booking: Booking, instead: Person, on: date) -> bool:
    """May have somebody come instead of whoever is booked: who keeps the place, or decides for both."""
    hold = booking.hold
    if hold is not None and can_use(user, hold, on):
        return can_be_named(user, hold, instead, on)
    return can_book_team_member(user, booking.person, on) and can_book_team_member(user, instead, on)


def _coordinates_over(user: Any, person: Person, on: date) -> bool:
    return coordinates(user, on) and Person.objects.opened_by(roles.COORDINATOR, user, on).filter(pk=person.pk).exists()
