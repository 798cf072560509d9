"""What people ask us to arrange: asked for, changed, withdrawn, arranged, erased.

The words may tell of health or belief. They stand in their rows and nowhere else: the change log says
that something was asked, never what.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses import approval_policies as policies
from courses.models import Arrangement, Booking, RememberedNeed
from courses.permissions import NotForYou, can_arrange, demand
from courses.rules.conditions.loading import local_day
from courses.rules.wishes import Wish
from foundation import changelog
from foundation.policies import book


def keep(*, booking: Booking, wish: Wish, by: Any, at: datetime) -> None:
    """Write what was asked for with a booking; the caller holds its transaction."""
    wanted = _cleaned(wish.arrange)
    if wanted:
        _write(booking, wanted, at)
        changelog.record(by=by, at=at, verb="asked for arrangements", subject=booking)
    if wish.remember and by is not None and by.pk == booking.person.user_id:
        remember(person=booking.person, arrange=wanted, by=by, at=at)


@transaction.atomic
def change(*, booking_id: int, arrange: Mapping[str, str], remembered: bool, by: Any, at: datetime) -> Booking:
    """The person's new wishes, whole: what is no longer there is withdrawn and deleted. Raises NotForYou."""
    booking = Booking.objects.select_for_update(of=("self",)).select_related("person").get(pk=booking_id)
    if by is None or by.pk != booking.person.user_id:
        raise NotForYou("Only the person who comes can change what we arrange for them.")
    wanted = _cleaned(arrange)
    Arrangement.objects.filter(booking=booking).exclude(kind__in=wanted).delete()
    _write(booking, wanted, at)
    remember(person=booking.person, arrange=wanted if remembered else {}, by=by, at=at)
    changelog.record(by=by, at=at, verb="changed arrangements", subject=booking)
    return booking


def remember(*, person: Any, arrange: Mapping[str, str], by: Any, at: datetime) -> None:
    """Fill these in next time, and nothing else; nothing at all where there are none."""
    RememberedNeed.objects.filter(person=person).exclude(kind__in=arrange).delete()
    for kind, words in arrange.items():
        RememberedNeed.objects.update_or_create(person=person, kind=kind, defaults={"words": words, "changed_at": at})


@transaction.atomic
def mark_arranged(*, arrangement_id: int, by: Any, at: datetime) -> Arrangement:
    """A coordinator has seen to it. Raises NotForYou, or Arrangement.DoesNotExist when it was withdrawn."""
    found = Arrangement.objects.select_for_update(of=("self",)).select_related("booking__person")
    arrangement = found.get(pk=arrangement_id)
    demand(can_arrange(by, arrangement, local_day(at)), "Only a learning coordinator can say that this is arranged.")
    if arrangement.arranged_at is None:
        arrangement.arranged_at, arrangement.arranged_by = at, by
        arrangement.save(update_fields=["arranged_at", "arranged_by"])
        changelog.record(by=by, at=at, verb="arranged", subject=arrangement)
    return arrangement


def erase(*, by: Any, at: datetime) -> int:
    """Delete what belongs to sessions long enough over, or to places given up, and what leavers wished remembered.

    Answers how many. Repeatable.
    """
    kept = timedelta(days=book().whole(policies.NEEDS_KEPT, local_day(at)))
    gone = Arrangement.objects.past_use(at - kept).delete()[0]
    return int(gone) + int(RememberedNeed.objects.of_leavers(local_day(at)).delete()[0])


def _write(booking: Booking, wanted: Mapping[str, str], at: datetime) -> None:
    """New words of a kind have to be arranged anew."""
    there = {each.kind: each for each in Arrangement.objects.filter(booking=booking)}
    for kind, words in wanted.items():
        if kind in there and there[kind].words == words:
            continue
        Arrangement.objects.update_or_create(
            booking=booking,
            kind=kind,
            defaults={"words": words, "changed_at": at, "arranged_at": None, "arranged_by": None},
            create_defaults={"words": words, "changed_at": at, "asked_at": at},
        )


def _cleaned(arrange: Mapping[str, str]) -> dict[str, str]:
    known = dict(Arrangement._meta.get_field("kind").flatchoices)
    return {kind: words.strip()[:500] for kind, words in arrange.items() if kind in known and words.strip()}
