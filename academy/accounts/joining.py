"""Which user an address belongs to, and the first time somebody of the staff file comes in."""

from allauth.account.models import EmailAddress
from django.utils import timezone

from workforce.actions.users import open_account
from workforce.models import Person, User


def user_for_address(address: str) -> User | None:
    """The user of an address we know, made now for a person of the file who comes for the first time.

    Making the row lets nobody in: only the code sent to that address does, or the council's own
    identity provider. A leaver's own proven address leads to their user too. None for an address
    nobody here has.
    """
    email = address.strip().lower()
    found = _by_fact(email) or User.objects.filter(email=email, is_active=True, is_system=False).first()
    if found is None or not found.is_active:
        return None
    EmailAddress.objects.get_or_create(user=found, email=email, defaults={"primary": found.email == email})
    return found


def _by_fact(email: str) -> User | None:
    people = Person.objects.select_related("user").filter(joined_into=None)
    person = people.filter(work_email__iexact=email).order_by("user", "-pk").first()
    if person is None:
        person = people.filter(personal_email__iexact=email, personal_email_verified_at__isnull=False).first()
        return person.user if person else None
    return person.user or open_account(person=person, by=None, at=timezone.now())
