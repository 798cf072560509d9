"""Letters after the session, and letters to line managers."""

from courses.emails.letters import Facts, Letter
from foundation.durations import minutes_as_hours
from workforce.models import Person

RECORDED = {
    (True, False): "attendance-recorded",
    (False, True): "attendance-recorded-waits",
    (False, False): "attendance-recorded-part",
}
"""Which letter, by whether there is a certificate and whether one waits."""


def attended(
    facts: Facts, minutes: int, *, certificate: bool, waits: bool = False, form_path: str = ""
) -> list[Letter]:
    """The register is closed and the learning is recorded. `minutes` are those attended.

    `waits` says that the certificate is ready once they have told us how it was, at `form_path`.
    """
    wording = RECORDED[certificate, waits]
    form_link = f"{facts.site}{form_path}" if form_path else ""
    text = facts.compose(wording, learned=minutes_as_hours(minutes), form_link=form_link)
    return [Letter("attendance-recorded", *text, news=False)]


def missed(facts: Facts) -> list[Letter]:
    """The register says they were not there. Nothing is taken off (DOMAIN 6, rule 7)."""
    return [Letter("attendance-missed", *facts.compose("attendance-missed", why_link=facts.why_url), news=False)]


def late_cancellation(facts: Facts, manager: Person) -> Letter:
    """To the manager: a place was given up late, with the reason as others may read it."""
    reason = facts.booking.reason_for_others
    said = f"Reason: {reason}." if reason else "No reason was given."
    return _to_manager("manager-late-cancellation", facts, manager, reason=said, accept_link=facts.accept_url)


def not_there(facts: Facts, manager: Person) -> Letter:
    """To the manager: somebody booked did not come."""
    return _to_manager("manager-not-there", facts, manager, accept_link=facts.accept_url)


def beyond_allowance(facts: Facts, manager: Person, minutes: int) -> Letter:
    """To the manager: somebody walked in, and there was no time left for it."""
    return _to_manager("manager-beyond-allowance", facts, manager, learned=minutes_as_hours(minutes))


def _to_manager(kind: str, facts: Facts, manager: Person, **more: str) -> Letter:
    subject, body = facts.compose(kind, first_name=manager.first_name, learner=facts.person.full_name, **more)
    return Letter(kind, subject, body, part=str(manager.pk), news=False)
