"""Letters about a closed register that was put right."""

from courses.emails.letters import Facts, Letter
from foundation.durations import minutes_as_hours
from workforce.models import Person

WITH_CERTIFICATE = "It is in your CPD record, with your certificate, and your allowance has been put right:"
WAITS = (
    "It is in your CPD record, and your allowance has been put right. Your certificate is ready as soon as you have "
    "told us how it was: the form is on your desk."
)
IN_PART = (
    "As you were there for part of it, there is no certificate. It is in your CPD record, and your allowance has been "
    "put right:"
)


def corrected(facts: Facts, minutes: int, certificate: bool, waits: bool, part: str) -> list[Letter]:
    """To the person: what the register says now. `minutes` are those attended; 0 says they were not there."""
    if minutes:
        paper = WAITS if waits else WITH_CERTIFICATE if certificate else IN_PART
        text = facts.compose("attendance-corrected", learned=minutes_as_hours(minutes), paper=paper)
    else:
        text = facts.compose("attendance-corrected-absent", why_link=facts.why_url)
    return [Letter("attendance-corrected", *text, part=part)]


def taken_off(facts: Facts) -> list[Letter]:
    """To somebody who was put on a register by mistake."""
    return [Letter("attendance-removed", *facts.compose("attendance-removed"))]


def corrected_for_manager(facts: Facts, manager: Person, *, there: bool, part: str) -> Letter:
    """To the manager: somebody was there after all, or was not."""
    kind = "manager-attendance-corrected"
    said = "was there after all" if there else "was not there"
    subject, body = facts.compose(kind, first_name=manager.first_name, learner=facts.person.full_name, said=said)
    return Letter(kind, subject, body, part=f"{manager.pk}:{part}")
