"""Carrying time over from one allowance year to the next (DOMAIN 6, rule 5).

Nothing carries over by itself. A manager or coordinator proposes it, or the Academy does where it moved a
session over 31 March; a head of service grants or declines. A grant takes the minutes out of the old
year and puts them into the new one, in one transaction; what is not used by the policy's day lapses by
the clock. Done twice, nothing is doubled: the proposal's state and the ledger's unique key both see to it.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cpd_records import permissions
from cpd_records.actions import carry_over_news, ledger, posting
from cpd_records.models import Account, CarryOver, LedgerEntry
from cpd_records.rules import carrying
from cpd_records.rules.movements import carrying_in, carrying_out
from cpd_records.rules.years import following
from foundation import changelog
from foundation.policies import book
from workforce.models import Person, User


class CarryOverRefused(Exception):
    """Time cannot be carried over as asked; the message says why and what would do."""


class NotYoursToDecide(CarryOverRefused):
    """Only a head of service over the person decides, never for themselves."""


@transaction.atomic
def propose(
    *, person: Person, from_year: date, minutes: int, cause: str, reason: str, by: User, at: datetime
) -> CarryOver:
    """Ask a head of service to carry minutes of the year that starts on `from_year` over into the next.

    Raises CarryOverRefused: not yours to ask for, too late, more than the policy lets through or than is left.
    """
    if not permissions.can_propose_carry_over(by, person, timezone.localdate(at)):
        raise CarryOverRefused("Only their manager or a coordinator may ask for somebody’s time to be carried over.")
    if not reason.strip():
        raise CarryOverRefused("Say why: whoever decides will read it.")
    accounts = _accounts(person.pk, from_year)
    _refuse(person.pk, from_year, minutes, accounts[from_year], at)
    asked = _new(person.pk, from_year, minutes, cause, at, reason=reason.strip(), proposed_by=by)
    changelog.record(by=by, at=at, verb="carry_over.propose", subject=asked, fields=["minutes", "cause"])
    return asked


@transaction.atomic
def draft_for_move(
    *, person_id: int, source: str, before: dict[date, int], after: dict[date, int], by: User | None, at: datetime
) -> CarryOver | None:
    """A proposal where the Academy moved learning over 31 March; `before` and `after` are minutes by year.

    One for each source (the booking), whose caller holds its session's lock: moved back it is no longer
    needed. What was decided stays as it was decided.
    """
    earlier = CarryOver.objects.filter(person_id=person_id, source=f"moved:{source}").first()
    moved = carrying.moved_over(before, after)
    if earlier is not None:
        return _follow(earlier, carrying.moved_back(before, after), by, at)
    if moved is None:
        return None
    from_year, minutes = moved
    minutes = min(minutes, carrying.most(from_year, book()))
    if minutes <= 0 or not carrying.open_on(timezone.localdate(at), from_year, book()):
        return None
    drafted = _new(person_id, from_year, minutes, CarryOver.Cause.ACADEMY, at, source=f"moved:{source}")
    changelog.record(by=by, at=at, verb="carry_over.draft", subject=drafted, fields=["minutes"])
    return drafted


@transaction.atomic
def grant(*, public_id: str, answer: str, by: User, at: datetime) -> CarryOver:
    """Carry the minutes over. Granted already, nothing happens.

    Raises NotYoursToDecide, and CarryOverRefused when it is too late, beyond the policy or beyond what is left.
    """
    asked = _locked(public_id, by, at)
    if asked.state == CarryOver.State.GRANTED:
        return asked
    _refuse_decided(asked)
    accounts = _accounts(asked.person_id, asked.from_year)
    _refuse(asked.person_id, asked.from_year, asked.minutes, accounts[asked.from_year], at)
    last_day = asked.usable_until = carrying.usable_until(asked.from_year, book())
    _decide(asked, CarryOver.State.GRANTED, answer, by, at)
    words = carrying.granted_words(asked.minutes, asked.from_year, asked.get_cause_display(), last_day, book())
    old, new = accounts[asked.from_year], accounts[following(asked.from_year)]
    moves = [
        (old, carrying_out(asked.minutes, old.year_starts_on)),
        (new, carrying_in(asked.minutes, new.year_starts_on)),
    ]
    posting.post(moves, source=asked.ledger_source, cycle=0, by=by, at=at, reason=words)
    return asked


@transaction.atomic
def decline(*, public_id: str, answer: str, by: User, at: datetime) -> CarryOver:
    """Say no, with a reason. Declined already, nothing happens. Raises NotYoursToDecide, CarryOverRefused."""
    asked = _locked(public_id, by, at)
    if asked.state == CarryOver.State.DECLINED:
        return asked
    _refuse_decided(asked)
    if not answer.strip():
        raise CarryOverRefused("Say why not: the person and whoever asked will read it.")
    _decide(asked, CarryOver.State.DECLINED, answer, by, at)
    return asked


def lapse_due(*, at: datetime) -> int:
    """Settle every granted carry-over whose last day is over; minutes that lapsed. One transaction each."""
    due = list(CarryOver.objects.lapsing(timezone.localdate(at)).values_list("pk", flat=True))
    return sum(_lapse(pk, at) for pk in due)


@transaction.atomic
def _lapse(pk: int, at: datetime) -> int:
    """Take back what was not used by the last day, never more than is left: what is booked stands."""
    granted = CarryOver.objects.select_for_update().get(pk=pk)
    if granted.expired_at is not None or granted.usable_until is None:
        return 0
    account = _accounts(granted.person_id, granted.from_year)[following(granted.from_year)]
    minutes = min(_unused(granted, account), posting.balances([account])[account.pk].left)
    granted.expired_at, granted.expired_minutes = at, minutes
    granted.save(update_fields=["expired_at", "expired_minutes"])
    if minutes:
        words = carrying.lapsed_words(minutes, granted.from_year, granted.usable_until, book())
        move = carrying.lapsing(minutes, granted.usable_until)
        posting.post([(account, move)], source=granted.ledger_source, cycle=1, by=None, at=at, reason=words)
    return minutes


def _unused(granted: CarryOver, account: Account) -> int:
    """Of this one's minutes, those that neither learning by the last day nor an earlier lapse has taken."""
    taken = LedgerEntry.objects.filter(account=account, effective_on__lte=granted.usable_until).taken()
    carried = CarryOver.objects.of_year(granted.person_id, granted.from_year).filter(state="granted")
    total = sum(each.minutes - each.expired_minutes for each in carried)
    return min(granted.minutes, max(total - taken, 0))


def _follow(draft: CarryOver, back: bool, by: User | None, at: datetime) -> CarryOver:
    if back and draft.state == CarryOver.State.PROPOSED:
        draft.state, draft.decided_at, draft.decided_by = CarryOver.State.WITHDRAWN, at, by
        draft.save(update_fields=["state", "decided_at", "decided_by"])
        changelog.record(by=by, at=at, verb="carry_over.withdraw", subject=draft, fields=["state"])
    return draft


def _accounts(person_id: int, from_year: date) -> dict[date, Account]:
    return ledger.lock_accounts(person_id=person_id, days=[from_year, following(from_year)])


def _locked(public_id: str, by: User, at: datetime) -> CarryOver:
    asked = (
        CarryOver.objects.select_for_update(of=("self",))
        .select_related("person__user", "proposed_by")
        .get(public_id=public_id)
    )
    if not permissions.can_decide_carry_over(by, asked.person, timezone.localdate(at)):
        raise NotYoursToDecide("A head of service of this person decides, and nobody decides for themselves.")
    return asked


def _refuse(person_id: int, from_year: date, minutes: int, old: Account, at: datetime) -> None:
    """Under the accounts' locks: the day, the policy's limit with what was granted already, what is left."""
    granted = CarryOver.objects.of_year(person_id, from_year).granted_minutes()
    left = posting.balances([old])[old.pk].left
    why_not = carrying.why_not(minutes, from_year, timezone.localdate(at), granted, left, book())
    if why_not:
        raise CarryOverRefused(why_not)


def _refuse_decided(asked: CarryOver) -> None:
    if asked.state != CarryOver.State.PROPOSED:
        raise CarryOverRefused(f"This was settled already: {asked.get_state_display().lower()}.")


def _decide(asked: CarryOver, state: str, answer: str, by: User, at: datetime) -> None:
    asked.state, asked.answer, asked.decided_by, asked.decided_at = state, answer.strip(), by, at
    asked.save(update_fields=["state", "answer", "decided_by", "decided_at", "usable_until"])
    changelog.record(by=by, at=at, verb=f"carry_over.{state}", subject=asked, fields=["state"])
    carry_over_news.tell(asked, at)


def _new(person_id: int, from_year: date, minutes: int, cause: str, at: datetime, **more: object) -> CarryOver:
    return CarryOver.objects.create(
        person_id=person_id, from_year=from_year, minutes=minutes, cause=cause, proposed_at=at, **more
    )
