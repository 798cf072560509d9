"""What a coordinator writes to everybody booked."""

from courses.emails.letters import Facts, Letter


def note(facts: Facts, words: str, *, part: str) -> Letter:
    """The coordinator's own words about one session; `part` tells one message from the next."""
    values = facts.values(message=words)
    return Letter("booking-note", *facts.words.compose("booking-note", values), part=part, once=True)
