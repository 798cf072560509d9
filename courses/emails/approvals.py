"""Letters about approval: to the person who asked, and to whoever may answer."""

from collections.abc import Sequence
from datetime import datetime

from courses.emails.letters import Facts, Letter, when
from courses.models import Approval
from courses.rules.approval import REASONS
from foundation.british_dates import date_and_time
from foundation.durations import minutes_as_days_and_hours
from workforce.models import Person

COORDINATORS = "the learning coordinators"


def names(asked: Sequence[Person]) -> str:
    """ "Ann Lee", "Ann Lee or Bo Ray"; the coordinators where nobody manages."""
    return " or ".join(person.full_name for person in asked) or COORDINATORS


def asked(facts: Facts, approval: Approval, managers: Sequence[Person]) -> list[Letter]:
    """To the person: the place is kept, and who has been asked until when."""
    said = facts.compose(
        "booking-requested",
        why=REASONS[approval.why_asked],
        until=date_and_time(approval.lapses_at),
        asked=names(managers),
    )
    return [Letter("booking-requested", *said)]


def question(
    facts: Facts, approval: Approval, manager: Person, kind: str = "approval-asked", part: str = "", **more: str
) -> Letter:
    """To a manager or deputy. The link opens a page with buttons and does nothing by itself."""
    beyond = minutes_as_days_and_hours(approval.excess_minutes)
    values = {
        "first_name": manager.first_name,
        "learner": facts.person.full_name,
        "course": facts.title,
        "dates": "\n".join(when(each) for each in facts.dates),
        "length": minutes_as_days_and_hours(facts.session.learning_minutes),
        "why": REASONS[approval.why_asked],
        "until": date_and_time(approval.lapses_at),
        "beyond": f"This goes {beyond} beyond their learning allowance." if approval.excess_minutes else "",
        "answer_link": f"{facts.site}/team/approvals/{approval.public_id}/",
        **more,
    }
    return Letter(kind, *facts.words.compose(kind, values), part=f"{approval.pk}-{manager.pk}{part}")


def reminder(facts: Facts, approval: Approval, manager: Person) -> Letter:
    """The same, once more."""
    return question(facts, approval, manager, "approval-reminder")


def escalated(facts: Facts, approval: Approval, manager: Person) -> Letter:
    """To the manager above: nobody has answered."""
    return question(facts, approval, manager, "approval-escalated")


def session_changed(facts: Facts, approval: Approval, manager: Person, what: str, at: datetime) -> Letter:
    """To whoever was asked and has not answered: it is about another date or place now."""
    return question(facts, approval, manager, "approval-session-changed", f"-{at:%Y%m%d%H%M%S}", what=what)


def declined(facts: Facts, approval: Approval) -> list[Letter]:
    """To the person: not approved, why, and what to do."""
    answer = f"What your manager wrote: {approval.reason}" if approval.reason else ""
    return [Letter("approval-declined", *facts.compose("approval-declined", answer=answer, why_link=facts.why_url))]


def lapsed(facts: Facts) -> list[Letter]:
    """To the person: nobody answered."""
    return [Letter("approval-lapsed", *facts.compose("approval-lapsed", why_link=facts.why_url))]


def withdrawn(facts: Facts) -> list[Letter]:
    """To the person: they took the request back, or somebody did so for them."""
    return [Letter("request-withdrawn", *facts.compose("request-withdrawn"))]
