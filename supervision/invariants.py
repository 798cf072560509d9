"""What must always hold of supervision; `manage.py check_invariants` runs these (DESIGN 5). Read-only."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils import timezone

from foundation.policies import book
from foundation.slots import Breach
from supervision.actions.cycles import clocks_of, live_facts
from supervision.models import Agreement, Cycle, Meeting, MeetingEvent
from supervision.rules.dues import turns

ROOM = "supervision"
SOME = 200


def breaches() -> Iterator[Breach]:
    """Everything that is wrong in the room, one rule after the other."""
    yield from what_ended_has_a_history()
    yield from one_agreement_at_a_time()
    yield from turns_follow_facts()


def what_ended_has_a_history() -> Iterator[Breach]:
    """A supervision recorded here as held or cancelled has the row that says by whom."""
    ended = Meeting.objects.filter(imported=False).exclude(state=Meeting.State.PLANNED)
    verbs = (MeetingEvent.Verb.HELD, MeetingEvent.Verb.CANCELLED)
    rows = ended.annotate(said=Count("events", filter=Q(events__verb__in=verbs))).filter(said=0)
    for row in rows:
        yield Breach(ROOM, "what ended has a history", str(row), f"{row.state} without a row of its history")


def one_agreement_at_a_time() -> Iterator[Breach]:
    """Nobody has an agreement on all of supervision beside one on a part of it with the same supervisor."""
    running = Agreement.objects.filter(state=Agreement.State.CURRENT)
    whole = running.filter(part=Agreement.Part.WHOLE).values_list("supervisee_id", "supervisor_id")
    for row in running.exclude(part=Agreement.Part.WHOLE):
        if (row.supervisee_id, row.supervisor_id) in set(whole):
            yield Breach(ROOM, "one agreement at a time", str(row), "stands beside one on all of supervision")
    for row in running.filter(starts_on__gt=F("review_on")):
        yield Breach(ROOM, "a review comes after the signatures", str(row), "review before start")


def turns_follow_facts() -> Iterator[Breach]:
    """What is kept of the clock of whoever is supervised now agrees with the facts, for some people each time."""
    on = timezone.localdate()
    people = list(Cycle.objects.open().order_by("?").values_list("person_id", flat=True)[:SOME])
    kept: dict[int, list[tuple[object, ...]]] = {}
    for row in Cycle.objects.of_people(people).filter(outcome__in=("on_time", "late")):
        kept.setdefault(row.person_id, []).append((row.starts_on, row.meeting_id))
    figures = book()
    for person, clock in clocks_of(people, on, figures, live_facts(on)).items():
        held = [(turn.starts_on, turn.held.key) for turn in turns(clock, figures, on) if turn.held]
        if held != kept.get(person, []):
            yield Breach(ROOM, "turns follow the facts", f"person {person}", "run the nightly job: it writes them anew")
