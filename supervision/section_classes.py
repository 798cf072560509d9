"""The classes of sections, and who reads each, in words (DOMAIN 9).

The names of who can read a box stand beside it where a record is written; these sentences are for
templates, which know no names. Who may is decided by the rows' own `visible_to`, never here.
"""

from typing import Final

MANAGEMENT, CASE, LEARNING, PERSONAL, WELLBEING = "management", "case", "learning", "personal", "wellbeing"
CLASSES: Final = (
    (MANAGEMENT, "Management"),
    (CASE, "Case"),
    (LEARNING, "Learning"),
    (PERSONAL, "Personal reflection"),
    (WELLBEING, "Wellbeing"),
)
READERS: Final = {
    MANAGEMENT: "The two of you. The supervisor's manager may read a sample, with a reason that both of you see.",
    CASE: "The two of you, whoever stands in while the case is open, and a sampled auditor.",
    LEARNING: "The two of you, and a new supervisor for twelve months back. A coordinator sees only what you release.",
    PERSONAL: "The two of you, and nobody else.",
    WELLBEING: "Only you, unless you choose to share it.",
}
WRITERS: Final = (
    ("both", "Both"),
    ("supervisee", "The person supervised"),
    ("supervisor", "The supervisor"),
)
