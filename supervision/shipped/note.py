"""T8: a note between meetings, with restorative questions where something has to be put right."""

from typing import Any

from supervision.section_classes import CASE, PERSONAL
from supervision.shipped.parts import ask, must, section

NOTE: dict[str, Any] = {
    "code": "t8",
    "title": "Note between meetings",
    "kind": "note",
    "variant": "",
    "intro": "A question that could not wait. It never takes the place of supervision, and comes back next time we meet.",
    "sections": [
        section(
            "decision",
            "What was asked and decided",
            CASE,
            [
                must(
                    "choice",
                    "trigger",
                    "What is it about?",
                    options=["A decision", "A debrief", "A conflict", "An incident"],
                ),
                must("long_text", "question", "What was the question?", "The case reference or initials, no names."),
                must("long_text", "decision", "What was decided?"),
                must("long_text", "rationale", "Why?"),
                must("yes_no", "copied", "Is the decision in the case record, where it belongs there?"),
                ask("date", "follow_up", "When do we look at it again?", "For example, 27 3 2027"),
            ],
        ),
        section(
            "after",
            "And you?",
            PERSONAL,
            [
                ask("long_text", "elicit", "What did you do in this that you would do again?"),
                ask("long_text", "good_enough", "Would it have been good enough for your own family?"),
            ],
        ),
        section(
            "restorative",
            "Putting it right",
            PERSONAL,
            [
                ask("long_text", "happened", "What happened, as you saw it?"),
                ask("long_text", "in_mind", "What was in your mind then, and what do you think now?"),
                ask("long_text", "touched", "Who was touched by it, and how?"),
                ask("long_text", "hardest", "What is hardest about it?"),
                ask("long_text", "put_right", "What do you need, and what would put it right?"),
            ],
            folded=True,
            help="Where people fell out, or somebody was hurt. Each answers for themselves; nobody has to.",
        ),
    ],
}
