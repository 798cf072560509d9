"""Which user an address belongs to, and the first time somebody of the staff file comes in."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from workforce.actions.users import open_account
from workforce.models import Organisation, Person, User
from workforce.permissions import has_leaver_access


def user_for_address(address: str) -> User | None:
    """The user of an address we know, made now for a person of the file who comes for the first time.

    Making the row lets nobody in: only the code sent to that address does, or the council's own
    identity provider. A leaver's own proven address leads to their user too, and to nobody's who
    still works here. None for an address nobody here has.
    """
    email = address.strip().lower()
    with transaction.atomic():
        found = _by_fact(email) or _without_person(email) or _leaver(email) or _of_approved_domain(email)
        if found is None or not found.is_active or found.is_system:
            return None
        _note_address(found, email)
    return found


def _by_fact(email: str) -> User | None:
    people = Person.objects.filter(joined_into=None, work_email__iexact=email)
    person = people.order_by("user", "-pk").first()
    return open_account(person=person, by=None, at=timezone.now()) if person else None


def _without_person(email: str) -> User | None:
    """Administrators and others who are in no file."""
    return User.objects.filter(email=email, person__isnull=True, is_active=True, is_system=False).first()


def _leaver(email: str) -> User | None:
    proved = Person.objects.filter(personal_email__iexact=email, personal_email_verified_at__isnull=False)
    person = proved.filter(joined_into=None, user__isnull=False).select_related("user").first()
    if person is None or person.user is None:
        return None
    return person.user if has_leaver_access(person.user, timezone.localdate()) else None


def organisation_of(email: str) -> Organisation | None:
    """The organisation, other than the council, that lets everybody with such an address join."""
    domain = email.rpartition("@")[2].lower()
    others = Organisation.objects.exclude(kind=Organisation.Kind.COUNCIL).exclude(email_domain="")
    return others.filter(email_domain__iexact=domain).first() if domain else None


def _of_approved_domain(email: str) -> User | None:
    """A bare user, nobody yet: the code proves the address, then the person says their name."""
    if organisation_of(email) is None:
        return None
    user, _ = User.objects.get_or_create(email=email)
    return user


def _note_address(user: User, email: str) -> None:
    """Keep allauth's own list in step: this address is this user's and nobody else's."""
    EmailAddress.objects.filter(email__iexact=email).exclude(user=user).delete()
    if email == user.email:
        EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    defaults = {"primary": email == user.email, "verified": True}  # HR's word, or proved by its owner
    EmailAddress.objects.update_or_create(user=user, email=email, defaults=defaults)
