"""After a decline in somebody's calendar."""

from courses.emails.letters import Facts, Letter


def give_up(facts: Facts) -> Letter:
    """Do you want to give up your place? The link leads to the page with the button."""
    return Letter("invitation-declined", *facts.compose("invitation-declined"))
