"""Words about somebody that stand where no key leads to them: letters, reasons, values of import files."""

from collections.abc import Collection

from django.db.models import Q

from foundation.disposal.graves import Grave
from foundation.disposal.letters import bury_messages
from foundation.models import ChangeLogEntry, ImportIssue, OutboxMessage
from workforce.models import Person, User


def bury_typed_words(person_ids: Collection[int], grave: Grave) -> None:
    """With the name: every letter to them, reasons typed by or about them, values that name them."""
    if not grave.wants("identity"):
        return
    people = list(Person.objects.filter(pk__in=person_ids).exclude(standing=Person.Standing.REMOVED))
    users = list(User.objects.filter(person__in=people).values_list("pk", flat=True))
    addresses = {each for one in people for each in (one.work_email, one.personal_email, one.phone) if each}
    to_them = Q(recipient__in=users) | Q(to_address__in=addresses)
    bury_messages(OutboxMessage.objects.filter(to_them), "messages", grave)
    grave.forget_words_about(Person, person_ids)
    grave.forget_words_about(User, users)
    grave.blank(ChangeLogEntry.objects.filter(actor__in=users).exclude(reason=""), reason="")
    for person in people:
        _bury_values(person, grave)


def _bury_values(person: Person, grave: Grave) -> None:
    """Problems of import files that name them: the line and the rule stay."""
    marks = {person.employee_number, person.work_email, person.registration_number, person.full_name}
    named = Q()
    for mark in {each for each in marks if each and len(each) > 3}:
        named |= Q(value__icontains=mark) | Q(reason__icontains=mark)
    if named:
        grave.blank(ImportIssue.objects.filter(named), value="", reason="Removed with the person's records")
