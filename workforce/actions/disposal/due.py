"""What is due: worked out by the clock and shown; nothing here acts on it (DESIGN 4 "Disposal")."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from foundation import slots
from foundation.disposal.schedule import RecordClass, Trigger, classes
from foundation.policies import PolicyBook
from foundation.slots import Batch, Disposer
from workforce.models import DisposalItem, LegalHold, Person, Post

IDENTITY, PARTNERS = "identity", "partner-accounts"


@dataclass(frozen=True, slots=True)
class DuePerson:
    """One human: all their records by key, since when the period runs, which classes are due."""

    person_ids: tuple[int, ...]
    since: date
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueBatch:
    """One batch of one room."""

    room: str
    batch: Batch

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.room}/{self.batch.key}"


def disposers() -> list[Disposer]:
    """Every room's, from the top floor down."""
    return slots.entries("disposal")


def people_due(on: date, book: PolicyBook) -> list[DuePerson]:
    """Leavers, and people from outside who have not been here for long; the longest gone first.

    A fixed number of queries. Those already disposed of, or waiting in a list, are not in it.
    """
    found = [*_leavers(on, book), *_inactive(on, book)]
    keys = [key for each in found for key in each.person_ids]
    waiting = set(DisposalItem.objects.waiting().filter(person__in=keys).values_list("person", flat=True))
    done = DisposalItem.objects.done_classes(keys)
    left = [_not_yet(each, done) for each in found if not waiting & set(each.person_ids)]
    return sorted((each for each in left if each.classes), key=lambda each: (each.since, each.person_ids))


def one_due(person_id: int, on: date, book: PolicyBook) -> DuePerson | None:
    """The same for one human, whether or not they wait in a list."""
    root = Person.objects.filter(pk=person_id)
    return next(iter([*_leavers(on, book, root), *_inactive(on, book, root)]), None)


def batches_due(on: date, book: PolicyBook) -> list[DueBatch]:
    """Lists of each class that is due by its own age, and that nobody has proposed."""
    waiting = set(DisposalItem.objects.waiting().filter(person=None).values_list("room", "batch_key"))
    return [each for each in _all_batches(on, book) if (each.room, each.batch.key) not in waiting]


def batch_is_due(room: str, batch_key: str, on: date, book: PolicyBook) -> bool:
    """Whether one list is due on a day, whether or not it waits on a list."""
    return any((each.room, each.batch.key) == (room, batch_key) for each in _all_batches(on, book))


def _all_batches(on: date, book: PolicyBook) -> Iterator[DueBatch]:
    lines = [line for line in classes() if line.built and not line.of_people and not line.by_clock]
    for disposer in disposers():
        for line in lines:
            for batch in disposer.due(line.code, line.begun_by(on, book)):
                yield DueBatch(disposer.room, batch)


def _leavers(on: date, book: PolicyBook, people: QuerySet[Person] | None = None) -> Iterator[DuePerson]:
    """Humans none of whose records has a post that runs or is to come."""
    lines = _running_from(Trigger.LEAVING)
    latest = max(line.begun_by(on, book) for line in lines)
    mine = Q(person=OuterRef("pk")) | Q(person__joined_into=OuterRef("pk"))
    posts = Post.objects.current().filter(mine)
    here = posts.filter(Q(ends_on=None) | Q(ends_on__gt=latest))
    roots = _roots(people).filter(Exists(posts)).exclude(Exists(here))
    last = roots.annotate(own=Max("posts__ends_on"), joined=Max("joined_records__posts__ends_on"))
    for pk, own, joined in last.values_list("pk", "own", "joined"):
        since = max(day for day in (own, joined) if day)
        yield DuePerson((pk,), since, _due_classes(lines, since, on, book))


def _inactive(on: date, book: PolicyBook, people: QuerySet[Person] | None = None) -> Iterator[DuePerson]:
    """People from outside whose last day here is known, and long ago."""
    (line,) = [each for each in classes() if each.code == PARTNERS]
    before = line.begun_by(on, book)
    outside = _roots(people).filter(standing=Person.Standing.EXTERNAL).exclude(user__last_login__date__gte=before)
    keys = list(outside.values_list("pk", flat=True))
    last: dict[int, date] = {}
    for disposer in disposers():
        for pk, day in disposer.last_active(keys).items():
            last[pk] = max(day, last.get(pk, day))
    every = tuple(sorted({PARTNERS, *(each.code for each in _running_from(Trigger.LEAVING))}))
    for pk, since in last.items():
        if since < before:
            yield DuePerson((pk,), since, every)


def with_joined(person_ids: Iterable[int]) -> list[int]:
    """Keys of all records of these humans, in order."""
    keys = list(person_ids)
    people = Person.objects.filter(Q(pk__in=keys) | Q(joined_into__in=keys))
    return list(people.order_by("pk").values_list("pk", flat=True))


def holds_on(person_ids: Iterable[int], codes: Iterable[str]) -> bool:
    """Whether a hold in force covers any of these people or classes; mixed lists stop at any hold."""
    wanted, kept = set(codes), LegalHold.objects.classes()
    if wanted & kept or set(person_ids) & LegalHold.objects.held_people():
        return True
    mixed = {line.code for line in classes() if line.mixed}
    return bool(wanted & mixed) and LegalHold.objects.in_force().exists()


def _roots(people: QuerySet[Person] | None) -> QuerySet[Person]:
    rows = Person.objects.order_by() if people is None else people.order_by()
    return rows.filter(joined_into=None).exclude(standing=Person.Standing.REMOVED)


def _running_from(trigger: Trigger) -> list[RecordClass]:
    return [line for line in classes() if line.built and line.trigger == trigger and not line.by_clock]


def _due_classes(lines: list[RecordClass], since: date, on: date, book: PolicyBook) -> tuple[str, ...]:
    """The name goes last: only together with the last of the records that stand under it."""
    due = {line.code for line in lines if since <= line.begun_by(on, book)}
    if due != {line.code for line in lines}:
        due.discard(IDENTITY)
    return tuple(sorted(due))


def _not_yet(each: DuePerson, done: dict[int, set[str]]) -> DuePerson:
    gone = {code for key in each.person_ids for code in done.get(key, ())}
    left = tuple(code for code in each.classes if code not in gone)
    return DuePerson(each.person_ids, each.since, left)
