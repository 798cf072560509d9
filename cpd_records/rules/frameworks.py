"""Which lists of terms somebody is offered to mark a reflection with (DOMAIN 6 "Frameworks").

The terms are dated: which of a list may be chosen depends on the day of the reflection, so the
practitioner statements of before April 2027 stay on what was written with them.
"""

from collections.abc import Sequence

EVERYBODY = ("practice-standard", "evidence-tag")
BY_BODY = {
    "SWE": ("swe-standard-4", "pcf-domain", "kss-practitioner", "kss-supervisor", "early-career-standard"),
    "HCPC": ("hcpc-cpd",),
    "NMC": ("nmc-code",),
    "TRA": ("teacher-standard",),
}
CARERS = ("training-standard",)


def vocabularies(bodies: Sequence[str], *, carer: bool = False) -> tuple[str, ...]:
    """Codes of the lists, in the order in which they are offered."""
    own = tuple(code for body in bodies for code in BY_BODY.get(body, ()))
    return (*EVERYBODY, *own, *(CARERS if carer else ()))
