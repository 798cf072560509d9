"""T4: supervision in the first year after qualifying: T1's cycle, protected time, evidence and progress."""

from typing import Any

from supervision.section_classes import LEARNING, MANAGEMENT
from supervision.shipped.individual import FAMILIES, TOGETHER
from supervision.shipped.parts import AGREED, CYCLE, ENOUGH, HOW_ARE_YOU, WENT_WELL, ask, must, section

OUTCOMES = [
    "Professionalism",
    "Values and ethics",
    "Diversity and equality",
    "Rights and justice",
    "Knowledge",
    "Critical reflection",
    "Skills and interventions",
    "Contexts and organisations",
    "Leadership",
]
NEWLY_QUALIFIED: dict[str, Any] = {
    "code": "t4",
    "title": "Supervision in the first year",
    "kind": "newly_qualified",
    "variant": "",
    "intro": "For newly qualified social workers: weekly at first. Nobody expects you to know it all; say what you need.",
    "sections": [
        section(
            "stage",
            "Where you are",
            MANAGEMENT,
            [
                must(
                    "choice",
                    "stage",
                    "Which part of the year is it?",
                    options=["Weeks 1 to 6", "Up to six months", "Six to twelve months"],
                ),
                must("yes_no", "registered", "Is the reflective part led by a registered social worker?"),
            ],
            writer="supervisor",
        ),
        WENT_WELL,
        CYCLE,
        TOGETHER,
        section(
            "protected",
            "Protected time",
            MANAGEMENT,
            [
                must("short_text", "caseload_share", "How much of a full caseload do you carry?", "For example, 85%"),
                must("short_text", "hours_taken", "How many hours for development did you have since we last met?"),
                ask("long_text", "shortfall", "If it was less than agreed, what took the time?"),
            ],
        ),
        section(
            "evidence",
            "Evidence",
            LEARNING,
            [
                must("choices", "outcomes", "Which parts of the framework did this touch?", options=OUTCOMES),
                ask("long_text", "observed", "Was your practice observed? What did you take from it?"),
                ask("long_text", "feedback", "What did children, families or colleagues say?"),
                ask("long_text", "critical", "Which piece of reflection could stand in your portfolio?"),
            ],
            rotate=2,
        ),
        section(
            "progress",
            "Progress",
            MANAGEMENT,
            [
                must("choice", "progress", "How is it going?", options=["On track", "Support needed", "Concern"]),
                ask(
                    "choice",
                    "review",
                    "Which review is next?",
                    options=["3 months", "6 months", "9 months", "12 months"],
                ),
                ask("yes_no", "route_concern", "Shall the coordinator of the first year know about a concern?"),
            ],
            writer="supervisor",
        ),
        FAMILIES,
        ENOUGH,
        HOW_ARE_YOU,
        AGREED,
    ],
}
