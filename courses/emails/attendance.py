"""Letters after the session, and letters to line managers."""

from courses.emails.letters import Facts, Letter, letter_text
from foundation.british_dates import weekday_date
from foundation.durations import minutes_as_hours
from workforce.models import Person


def attended(facts: Facts, minutes: int, *, certificate: bool) -> list[Letter]:
    """The register is closed and the learning is recorded. `minutes` are those attended."""
    if certificate:
        recorded = "It is in your CPD record, with your certificate:"
    else:
        recorded = "As you were there for part of it, there is no certificate, but it is in your CPD record:"
    body = letter_text(
        facts.person.first_name,
        f"Thank you for coming to {facts.title}. We have recorded {minutes_as_hours(minutes)} of learning for you.",
        f"{recorded}\n{facts.site}/my/cpd/",
        f"If the register has this wrong, tell the Academy and we will put it right:\n{facts.site}/contact/",
    )
    return [Letter("attendance-recorded", f"Recorded: {facts.title}"[:255], body)]


def missed(facts: Facts) -> list[Letter]:
    """The register says they were not there. Nothing is taken off (DOMAIN 6, rule 7)."""
    body = letter_text(
        facts.person.first_name,
        f"We missed you at {facts.title} on {weekday_date(facts.dates[0].starts_at)}.",
        "Nothing has been taken off your learning allowance: the time is yours to use again. Your manager has "
        "been told that you were not there.",
        f"If you were there, tell the Academy and we will put it right:\n{facts.site}/contact/",
        f"Other dates:\n{facts.course_url}",
    )
    return [Letter("attendance-missed", f"We missed you: {facts.title}"[:255], body)]


def late_cancellation(facts: Facts, manager: Person) -> Letter:
    """To the manager: a place was given up late, with the reason as others may read it."""
    reason = facts.booking.reason_for_others
    body = letter_text(
        manager.first_name,
        f"{facts.person.full_name} has given up a place on {facts.title} on "
        f"{weekday_date(facts.dates[0].starts_at)}, later than we ask.",
        f"Reason: {reason}." if reason else "No reason was given.",
        "Nothing has been taken off their learning allowance. Please let the Academy know if something makes it "
        f"hard for your team to get to learning:\n{facts.site}/contact/",
    )
    return Letter("manager-late-cancellation", f"Place given up: {facts.title}"[:255], body, part=str(manager.pk))


def not_there(facts: Facts, manager: Person) -> Letter:
    """To the manager: somebody booked did not come."""
    body = letter_text(
        manager.first_name,
        f"{facts.person.full_name} was booked on {facts.title} on "
        f"{weekday_date(facts.dates[0].starts_at)} and the register says they were not there.",
        "Nothing has been taken off their learning allowance. It may be worth asking what got in the way.",
    )
    return Letter("manager-not-there", f"Not there: {facts.title}"[:255], body, part=str(manager.pk))
