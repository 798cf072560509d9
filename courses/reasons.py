"""Why a booking was given up or missed: the short list people choose from (DOMAIN 6, rule 7).

A reason outside the person's control never counts against them. A private one is kept for the
totals only: managers and coordinators read "accepted" and nothing else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `chosen` is whether people choose it; the others the Academy writes itself."""

    code: str
    label: str
    beyond_control: bool = False
    private: bool = False
    chosen: bool = True


REASONS: tuple[Reason, ...] = (
    Reason("court", "I am needed in court", beyond_control=True),
    Reason("child_emergency", "An emergency with a child or family I work with", beyond_control=True),
    Reason("sickness", "I am ill", beyond_control=True, private=True),
    Reason("caring", "Somebody I care for needs me", beyond_control=True, private=True),
    Reason("workload", "Too much work to leave just now"),
    Reason("cover", "Nobody can cover for me", beyond_control=True),
    Reason("travel", "Travel let me down", beyond_control=True),
    Reason("access", "The place or format does not work for my needs", beyond_control=True, private=True),
    Reason("other", "Something else"),
    Reason("session_cancelled", "The Academy cancelled the session", beyond_control=True, chosen=False),
    Reason("session_changed", "The Academy changed the date or place", beyond_control=True, chosen=False),
    Reason("left", "Left the council", beyond_control=True, chosen=False),
    Reason("added_wrongly", "Was on the list by mistake", beyond_control=True, chosen=False),
    Reason("not_answered", "Nobody answered the request in time", beyond_control=True, chosen=False),
    Reason("left_list", "Came off the waiting list", beyond_control=True, chosen=False),
    Reason("offer_declined", "Did not want the place that was offered", beyond_control=True, chosen=False),
    Reason("offer_lapsed", "Did not answer the offer of a place in time", beyond_control=True, chosen=False),
    Reason("list_closed", "No place came free before the waiting list closed", beyond_control=True, chosen=False),
    Reason("moved", "Moved to another date", beyond_control=True, chosen=False),
    Reason("changed_plans", "Plans changed, and told in time", chosen=False),
)
BY_CODE = {reason.code: reason for reason in REASONS}
ACCEPTED = "Accepted"
LET_DOWN = ("session_cancelled", "session_changed")
"""Codes of places lost through the Academy: such people come first for another date (DOMAIN 6, rule 8)."""


BEYOND_CONTROL = tuple(reason.code for reason in REASONS if reason.beyond_control)
"""Codes that never count against anybody."""


def choices() -> list[tuple[str, str]]:
    """(code, label) of those people choose from, in the order of the list."""
    return [(reason.code, reason.label) for reason in REASONS if reason.chosen]


ABOUT_THEM = {
    "sickness": "They were ill",
    "caring": "Somebody they care for needed them",
    "access": "The place or format does not work for their needs",
    "other": "Something else",
}
"""What a manager chooses from beside THIRD_PERSON; nobody is shown it afterwards."""


def choices_about_others() -> list[tuple[str, str]]:
    """The same list as somebody says it of another person."""
    return [(code, THIRD_PERSON.get(code, ABOUT_THEM.get(code, said))) for code, said in choices()]


def label(code: str) -> str:
    """The reason in the person's own words, for their own pages; empty for none."""
    return BY_CODE[code].label if code in BY_CODE else ""


def for_others(code: str) -> str:
    """What anybody but the person may read: "Accepted" for a private one, empty for none."""
    if code not in BY_CODE:
        return ""
    reason = BY_CODE[code]
    return ACCEPTED if reason.private else THIRD_PERSON.get(code, reason.label)


THIRD_PERSON = {
    "court": "Needed in court",
    "child_emergency": "An emergency with a child or family",
    "workload": "Too much work to leave",
    "cover": "No cover",
    "travel": "Travel",
}
"""Labels that begin with "I" or "me", said of somebody else."""


def counts_against(code: str) -> bool:
    """Whether a late cancellation or absence for this reason counts; none given counts."""
    return code not in BY_CODE or not BY_CODE[code].beyond_control
