"""T6: how somebody is. Only the choice of who may read it has to be made."""

from typing import Any

from supervision.section_classes import WELLBEING as CLASS
from supervision.shipped.parts import SHARE_WITH, ask, must, scale, section

WELLBEING: dict[str, Any] = {
    "code": "t6",
    "title": "Wellbeing check-in",
    "kind": "wellbeing",
    "variant": "",
    "intro": "For you, every quarter or whenever you want it. Answer what you like. It is never used to judge your work.",
    "sections": [
        section(
            "share",
            "Who may read this",
            CLASS,
            [
                must(
                    "choice",
                    "share_with",
                    "Who may read it?",
                    "If you keep it to yourself, nobody sees it today. If you need somebody now, call them: do not wait.",
                    options=SHARE_WITH,
                )
            ],
            writer="supervisee",
        ),
        section(
            "numbers",
            "Five numbers",
            CLASS,
            [
                scale("energy", "My energy", "empty", "full"),
                scale("safety", "How safe I feel at work", "not at all", "entirely"),
                scale("workload", "My workload", "cannot go on like this", "just right"),
                scale("belonging", "How much I belong", "not at all", "entirely"),
                scale("balance", "Work and the rest of life", "out of balance", "in balance"),
            ],
            writer="supervisee",
        ),
        section(
            "words",
            "In your words",
            CLASS,
            [
                ask("long_text", "elicit", "What is going well?"),
                ask("long_text", "weighing", "What weighs on you?"),
                ask("long_text", "changes", "What about the changes around us worries you?"),
                ask("yes_no", "distress", "Did something happen at work that stays with you?"),
                ask("long_text", "adjustments", "What would make work easier for you?"),
                ask("long_text", "good_enough", "What would be good enough, for you and for the people at home?"),
                ask(
                    "choices",
                    "signpost",
                    "Who would you like to hear from, or about?",
                    options=["Occupational health", "Employee assistance", "My union", "Nobody just now"],
                ),
            ],
            writer="supervisee",
        ),
    ],
}
