"""Reminders about registers that nobody has closed."""

from courses.emails.letters import Letter
from courses.models import Session
from foundation.british_dates import weekday_date
from foundation.wordings import WordingBook
from workforce.models import Person


def reminder(kind: str, session: Session, person: Person, site: str, words: WordingBook) -> Letter:
    """To a trainer ("register-unmarked") or a coordinator ("register-still-open")."""
    values = {
        "first_name": person.first_name,
        "course": session.course.title,
        "date": weekday_date(session.starts_at),
        "register_link": f"{site}/sessions/{session.public_id}/register/",
    }
    return Letter(kind, *words.compose(kind, values))
