"""Who may do what in this room."""

from datetime import date
from typing import Any

from cpd_records.models import Achievement, Claim
from workforce import roles
from workforce.models import Person
from workforce.permissions import can_manage, has_access, has_role, has_team, roles_over, scope_paths
from workforce.querysets.access import access_of


def can_set_requirements(user: Any, on: date) -> bool:
    """Whether the user says what is required of whom: a coordinator of the whole academy."""
    return scope_paths(user, roles.COORDINATOR, on) == ("",)


def can_follow_requirements(user: Any, on: date) -> bool:
    """Whether the user has the list of everybody in their scope: coordinators."""
    return any(scope.role == roles.COORDINATOR for scope in access_of(user, on).scopes)


def can_see_team_requirements(user: Any, on: date) -> bool:
    """Whether the user has a team to look after."""
    return has_team(user, on)


def can_exempt(user: Any, person: Person, on: date) -> bool:
    """Whether the user may let somebody off: a coordinator over them, never oneself."""
    return person.pk not in access_of(user, on).person_ids and roles.COORDINATOR in roles_over(user, person, on)


def can_write_for(user: Any, person_id: int, on: date) -> bool:
    """Whether somebody writes, shares or hands in what is this person's own: only they themselves, also
    after they have left. Nobody writes in another's name."""
    return person_id in access_of(user, on).person_ids


def can_set_registration_rules(user: Any, on: date) -> bool:
    """Whether the user says what registration bodies ask: a coordinator of the whole academy."""
    return can_set_requirements(user, on)


def can_answer_as_peer(user: Any, invitation: Any, on: date) -> bool:
    """Whether this is the colleague who was asked: signed in and still here where they are in the
    directory; None, somebody who came by their link, only where the invitation has one."""
    if user is None:
        return bool(invitation.digest)
    return invitation.colleague_id in access_of(user, on).person_ids and has_access(user, on)


def can_see_movements(user: Any, person: Person, on: date) -> bool:
    """Whether single movements of somebody's days are open to the user: to the person and to a coordinator
    over them, as `LedgerEntry.objects.visible_to` says. Managers see totals (DOMAIN 9)."""
    return person.pk in access_of(user, on).person_ids or roles.COORDINATOR in roles_over(user, person, on)


def can_propose_carry_over(user: Any, person: Person, on: date) -> bool:
    """Whether the user may ask for somebody's time to be carried over: their manager or that one's deputy,
    or a coordinator over them; never for oneself."""
    if person.pk in access_of(user, on).person_ids:
        return False
    return can_manage(user, person, on) or roles.COORDINATOR in roles_over(user, person, on)


def can_decide_carry_over(user: Any, person: Person, on: date) -> bool:
    """Whether the user grants or declines it: a head of service, which is who leads the person's
    services (DOMAIN 6, rule 5); never for oneself."""
    if person.pk in access_of(user, on).person_ids:
        return False
    return Person.objects.in_scope(scope_paths(user, roles.LEADER, on), on).filter(pk=person.pk).exists()


def decides_carry_overs(user: Any, on: date) -> bool:
    """Whether the user leads services at all."""
    return any(scope.role == roles.LEADER for scope in access_of(user, on).scopes)


def coordinates_asye(user: Any, on: date) -> bool:
    """Whether the user has a cohort of newly qualified workers."""
    return has_role(user, roles.ASYE_COORDINATOR, on)


def can_coordinate_asye(user: Any, person: Person, on: date) -> bool:
    """Whether the user decides about somebody's programme: the coordinator over them, never oneself."""
    return person.pk not in access_of(user, on).person_ids and roles.ASYE_COORDINATOR in roles_over(user, person, on)


def can_assess(user: Any, assessor_id: int | None, on: date) -> bool:
    """Whether the user is the assessor who is named, and still works here."""
    access = access_of(user, on)
    return assessor_id is not None and access.in_service and assessor_id in access.person_ids


def is_own(user: Any, person_id: int, on: date) -> bool:
    """Whether it is the user's own record, or one that was joined into it, and they have not left."""
    access = access_of(user, on)
    return person_id in access.person_ids and not (access.has_left or access.suspended)


def can_nudge(user: Any, person: Person, on: date) -> bool:
    """Whether the user may write to somebody about their allowance: who decides for them."""
    return can_manage(user, person, on)


def can_revoke_certificate(user: Any, person: Person, on: date) -> bool:
    """Whether the user takes a certificate back or issues another: a coordinator over them, never oneself."""
    return can_exempt(user, person, on)


def can_decide_claim(user: Any, claim: Claim, on: date) -> bool:
    """Whether the user verifies this claim, and so reads it: see `Claim.objects.in_charge`. Nobody their own."""
    return Claim.objects.in_charge(user, on).filter(pk=claim.pk).exists()


def can_verify_claims(user: Any, on: date) -> bool:
    """Whether the user has the page of claims to verify: whoever has a team, or coordinates learning."""
    return has_team(user, on) or can_follow_requirements(user, on)


def can_coordinate_claim(user: Any, claim: Claim, on: date) -> bool:
    """Whether the user looks after this claim's facts: a coordinator over the person, never oneself."""
    return Claim.objects.coordinated_by(user, on).filter(pk=claim.pk).exists()


def can_take_claim_back(user: Any, claim: Claim, on: date) -> bool:
    """Whether the user may reverse it: whoever would verify it, or a coordinator over the person."""
    return can_decide_claim(user, claim, on) or can_coordinate_claim(user, claim, on)


def can_check_achievement(user: Any, achievement: Achievement, on: date) -> bool:
    """Whether the user may say that they have seen the proof: a coordinator over the person, never oneself."""
    return Achievement.objects.coordinated_by(user, on).filter(pk=achievement.pk).exists()
