"""T7: appraisal and mid-year review, laid out as the three questions."""

from typing import Any

from supervision.section_classes import LEARNING, MANAGEMENT
from supervision.shipped.parts import ACTIONS, COMMENTS, ELICIT, GOOD_ENOUGH, NEEDS, ask, must, section

GRADES = ["Not there yet", "Nearly there", "There", "Beyond it"]
APPRAISAL: dict[str, Any] = {
    "code": "t7",
    "title": "Appraisal and mid-year review",
    "kind": "appraisal",
    "variant": "",
    "intro": "A look at the year: what worked, what worries us, what needs to happen. Nothing here should surprise you.",
    "sections": [
        section(
            "type",
            "Which review",
            MANAGEMENT,
            [
                must(
                    "choice",
                    "review_type",
                    "Which review is it?",
                    options=["Appraisal", "Mid-year", "End of probation"],
                )
            ],
            writer="supervisor",
        ),
        section("appreciative", "Begin with what went well", MANAGEMENT, [ELICIT], writer="supervisee"),
        section(
            "objectives",
            "What we set out to do",
            MANAGEMENT,
            [
                must(
                    "group",
                    "objectives",
                    "Objectives",
                    row_name="Objective",
                    most=6,
                    parts=[
                        {"code": "text", "kind": "long_text", "prompt": "What?", "required": True},
                        {
                            "code": "standard",
                            "kind": "short_text",
                            "prompt": "Which practice standard?",
                            "required": False,
                        },
                        {"code": "measure", "kind": "short_text", "prompt": "How will we see it?", "required": True},
                        {"code": "reached", "kind": "scale", "prompt": "How far are we?", "required": False},
                    ],
                )
            ],
        ),
        section(
            "map",
            "The year on one page",
            MANAGEMENT,
            [
                must("long_text", "working_well", "What works well?"),
                ask("long_text", "worried", "What are we worried about?"),
                GOOD_ENOUGH,
                {**ACTIONS, "prompt": "What needs to happen?"},
            ],
        ),
        section(
            "learning",
            "Learning",
            LEARNING,
            [
                {**NEEDS, "required": True, "code": "next_year", "prompt": "What will you learn next year?"},
                ask("long_text", "career", "Where would you like to go?"),
                ask("date", "registration_ends", "When does your registration run out?"),
            ],
        ),
        section(
            "evidence",
            "What others say",
            MANAGEMENT,
            [
                ask("long_text", "audits", "What did audits and observations show?"),
                ask("long_text", "families", "What did families, children and colleagues say?"),
            ],
        ),
        section(
            "own_rating",
            "How I see it",
            MANAGEMENT,
            [must("choice", "self_rating", "All in all, where do you stand?", options=GRADES)],
            writer="supervisee",
        ),
        section(
            "manager_rating",
            "How your manager sees it",
            MANAGEMENT,
            [
                must("choice", "manager_rating", "All in all, where does your colleague stand?", options=GRADES),
                COMMENTS,
            ],
            writer="supervisor",
        ),
    ],
}
