"""Who somebody was: the name goes, a row without one stays for what others did with them."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from foundation.disposal.graves import Grave
from foundation.models import MessagePreferences
from workforce.actions.nobody import NAME
from workforce.models import (
    AccessKey,
    ActingManager,
    DataComplaint,
    Deputy,
    FactDispute,
    Invitation,
    JoinDecision,
    Person,
    ReadLog,
    Review,
    RoleGrant,
    SubjectRequest,
    SubjectStep,
    User,
)

IDENTITY = "identity"
STANDING = "standing"
PERSON = {
    "first_name": "",
    "last_name": NAME,
    "sort_name": NAME.casefold(),
    "employee_number": None,
    "work_email": "",
    "registration_body": "",
    "registration_number": "",
    "continuous_service_date": None,
    "birth_year": None,
    "sex": "",
    "ethnicity": "",
    "external_role": "",
    "missing_since": None,
    "kept_on": None,
    "phone": "",
    "personal_email": "",
    "personal_email_verified_at": None,
    "standing": Person.Standing.REMOVED,
}
"""Every column that says who it was. The organisation stays."""


def bury_standing(person_ids: Collection[int], grave: Grave) -> None:
    """Which role from when to when stays; why it was given, disputes and who looked go."""
    if not grave.wants(STANDING):
        return
    users = _users(person_ids)
    disputes = FactDispute.objects.filter(person__in=person_ids)
    for row in disputes.order_by("pk"):
        said = [row.fact, row.statement, row.answer, row.raised_at]
        grave.tombstone(record_class=STANDING, place=f"dispute:{row.public_id}", content=[said])
    grave.forget_words_about(FactDispute, list(disputes.values_list("pk", flat=True)))
    grave.remove(disputes, record_class=STANDING)
    grave.remove(ReadLog.objects.filter(person__in=person_ids), record_class=STANDING)
    for rows in (
        RoleGrant.objects.filter(user__in=users),
        Deputy.objects.filter(Q(deputy__in=person_ids) | Q(principal__in=person_ids)),
        ActingManager.objects.filter(Q(person__in=person_ids) | Q(manager__in=person_ids)),
        JoinDecision.objects.filter(Q(kept__in=person_ids) | Q(other__in=person_ids)),
    ):
        grave.forget_words_about(rows.model, list(rows.values_list("pk", flat=True)))
        grave.blank(rows, reason="Removed")


def bury_identity(person_ids: Collection[int], grave: Grave) -> None:
    """Name, addresses, numbers, equality details, ways to sign in."""
    people = Person.objects.filter(pk__in=person_ids).exclude(standing=Person.Standing.REMOVED)
    if not grave.wants(IDENTITY) or not people.exists():
        return
    for row in people.order_by("pk").values("public_id", *PERSON):
        place = f"person:{row.pop('public_id')}"
        grave.tombstone(record_class=IDENTITY, place=place, content=[row])
    users = _users(person_ids)
    _bury_requests(person_ids, grave)
    grave.blank(Invitation.objects.filter(person__in=person_ids), email="", first_name="", last_name="")
    grave.blank(people, **PERSON, user=None, removed_by_log=grave.log_number)
    _bury_users(users, grave)


def _bury_requests(person_ids: Collection[int], grave: Grave) -> None:
    """What they asked to see and complained of: that they did, and when, stays."""
    requests = list(SubjectRequest.objects.filter(person__in=person_ids))
    for each in requests:
        grave.file(each.export)
    grave.remove(Review.objects.filter(request__in=requests), record_class=IDENTITY)
    grave.blank(SubjectStep.objects.filter(request__in=requests), note="")
    complaints = DataComplaint.objects.filter(person__in=person_ids)
    grave.blank(complaints, words="Removed")
    grave.blank(complaints.exclude(answer=""), answer="Removed")


def _bury_users(users: list[int], grave: Grave) -> None:
    """The account keeps its key, because what it did to others' records still names it; it opens nothing."""
    for rows in (
        EmailAddress.objects.filter(user__in=users),
        Authenticator.objects.filter(user__in=users),
        SocialAccount.objects.filter(user__in=users),
        MessagePreferences.objects.filter(user__in=users),
        AccessKey.objects.filter(user__in=users),
    ):
        grave.remove(rows, record_class=IDENTITY)
    for user in User.objects.filter(pk__in=users):
        user.email = f"removed-{user.pk}@address.invalid"
        user.display_name, user.is_active, user.last_login = NAME, False, None
        user.groups.clear()
        user.save(update_fields=["email", "display_name", "is_active", "last_login"])


def _users(person_ids: Collection[int]) -> list[int]:
    return list(User.objects.filter(person__in=person_ids).values_list("pk", flat=True))
