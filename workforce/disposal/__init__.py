"""What workforce does when its records are due (slot "disposal"): people themselves, and foundation's lists.

Foundation knows no people, so what it keeps about somebody (letters, reasons in the change log, values
of import files) is disposed of here.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, Max

from foundation.disposal.graves import Grave
from foundation.slots import Disposer, Holding
from workforce.disposal.agreed import AGREED, bury_agreed_actions
from workforce.disposal.lists import bury_list, due
from workforce.disposal.people import bury_identity, bury_standing
from workforce.disposal.posts import bury_posts
from workforce.disposal.typed import bury_typed_words
from workforce.models import AgreedAction, Invitation, Person, Post, RoleGrant

ROOM = "workforce"


def holds(person_ids: Collection[int]) -> Iterator[Holding]:
    """How many rows of each class, one query each."""
    named = Person.objects.filter(pk__in=person_ids).exclude(standing=Person.Standing.REMOVED)
    for key in named.order_by().values_list("pk", flat=True):
        yield Holding(key, "identity", 1)
    for code, rows, person in (
        (AGREED, AgreedAction.objects.filter(owner__in=person_ids), "owner"),
        ("posts", Post.objects.filter(person__in=person_ids), "person"),
        ("standing", RoleGrant.objects.filter(user__person__in=person_ids), "user__person"),
    ):
        for key, number in rows.order_by().values_list(person).annotate(n=Count("pk")):
            yield Holding(key, code, number)


def bury_person(person_ids: Collection[int], grave: Grave) -> None:
    """The name last: typed words are found by it."""
    bury_typed_words(person_ids, grave)
    bury_agreed_actions(person_ids, grave)
    bury_standing(person_ids, grave)
    bury_posts(person_ids, grave)
    bury_identity(person_ids, grave)


def last_active(person_ids: Collection[int]) -> dict[int, date]:
    """The last sign-in, or the day an invitation was taken or an account opened."""
    people = Person.objects.filter(pk__in=person_ids)
    found = {}
    for pk, seen, joined in people.values_list("pk", "user__last_login__date", "user__date_joined__date"):
        days = [day for day in (seen, joined) if day]
        if days:
            found[pk] = max(days)
    accepted = Invitation.objects.filter(person__in=person_ids, accepted_at__isnull=False).order_by()
    for pk, day in accepted.values_list("person").annotate(day=Max("accepted_at__date")):
        found[pk] = max(day, found.get(pk, day))
    return found


DISPOSER = Disposer(ROOM, holds, bury_person, last_active, due, bury_list)
