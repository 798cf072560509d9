"""T1: individual reflective supervision, for everybody, managers, Early Help, and children in care."""

from typing import Any

from supervision.section_classes import CASE, MANAGEMENT, PERSONAL
from supervision.shipped.parts import (
    AGREED,
    CYCLE,
    ENOUGH,
    HANDS,
    HOW_ARE_YOU,
    TO_LEARN,
    WENT_WELL,
    WINDOW,
    Section,
    ask,
    scale,
    section,
)

STANDARDS = [
    "Listening to children and acting on it",
    "Safety and wellbeing first",
    "Support in time",
    "Clear and honest words",
    "Right decisions",
    "Plans for change",
    "Celebrating progress",
    "Care that makes a difference",
    "Thoughtful practice",
    "Confident and skilled",
]
WHOLE = section(
    "whole",
    "Head, heart, hands",
    PERSONAL,
    [HANDS],
    folded=True,
    help="Another way into the same piece of work, where it fits better.",
)
TOGETHER = section(
    "relationship",
    "How we work together",
    PERSONAL,
    [
        WINDOW,
        ask("long_text", "power", "Where do power, identity or difference play a part between us, or with the family?"),
        ask("zone", "zone", "Which zone are you in just now?"),
        ask("long_text", "conduct", "When did what you did match what you believe in, and when not?"),
    ],
    rotate=1,
)
WORK = section(
    "work",
    "Work and workload",
    MANAGEMENT,
    [
        scale("workload", "How is your workload?", "cannot go on like this", "just right"),
        ask("long_text", "caseload", "What should we know about your caseload?"),
        ask(
            "choices",
            "pressure",
            "Where does the pressure come from?",
            options=["Court", "Visits", "Recording", "Travel", "Something else"],
        ),
        ask("choices", "standards", "Which practice standard did you think of most?", options=STANDARDS),
        ask("long_text", "concern", "Is there anything that worries you about how we work?"),
    ],
    rotate=2,
)
FAMILIES = section(
    "cases",
    "Children and families we talked about",
    CASE,
    [
        ask(
            "group",
            "cases",
            "One line for each",
            "The case reference or initials. Open a full case reflection only where one is wanted.",
            row_name="Child or family",
            most=12,
            table=True,
            parts=[
                {"code": "reference", "kind": "short_text", "prompt": "Reference", "required": True},
                {"code": "decision", "kind": "long_text", "prompt": "Decision", "required": True},
                {"code": "rationale", "kind": "long_text", "prompt": "Why", "required": True},
                {"code": "action", "kind": "short_text", "prompt": "Agreed action", "required": False},
                {"code": "open_full", "kind": "yes_no", "prompt": "Open a full reflection?", "required": False},
            ],
        )
    ],
    help="What is decided here goes to the case record within two working days.",
)
TEAM = section(
    "team",
    "Your team",
    MANAGEMENT,
    [
        ask("long_text", "team_strengths", "What does your team do well that others should know about?"),
        ask("long_text", "team_quality", "What do audits, families and figures say about its work?"),
        ask("long_text", "supervision_given", "How is the supervision you give? Who has waited too long?"),
        ask("long_text", "barriers", "What stands in your team's way that a senior leader could move?"),
        ask("long_text", "capacity", "Who is stretched, who is away, who is ready for more?"),
    ],
    rotate=2,
)
NETWORK = section(
    "network",
    "Working with others early",
    MANAGEMENT,
    [
        ask("long_text", "partners", "Which school, nurse, worker or neighbour made the difference, and how?"),
        ask("long_text", "early", "Where did we come early enough, and where did a family have to wait?"),
        ask("long_text", "leading", "How is it to be the one who holds the plan together?"),
    ],
    rotate=1,
)
BELONGING = section(
    "belonging",
    "Belonging",
    PERSONAL,
    [
        ask("long_text", "universe", "Who moves around the young person, near and far? Who should come nearer?"),
        ask("long_text", "common_third", "What did you do together that belonged to neither of you?"),
        ask("long_text", "three_ps", "What of yourself did you bring? Leave out what stays private."),
        ask("long_text", "without_them", "Was anything decided without them? How will you put that right?"),
    ],
    rotate=2,
)


def _t1(code: str, title: str, variant: str, intro: str, extra: tuple[Section, ...], whole: Section) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "kind": "individual",
        "variant": variant,
        "intro": intro,
        "sections": [
            WENT_WELL,
            CYCLE,
            whole,
            TOGETHER,
            *extra,
            WORK,
            FAMILIES,
            ENOUGH,
            TO_LEARN,
            HOW_ARE_YOU,
            AGREED,
        ],
    }


INTRO = "Time for you, your work and the children in it. Eight questions are asked each time; the others take turns."
INDIVIDUAL: tuple[dict[str, Any], ...] = (
    _t1("t1", "Individual supervision", "", INTRO, (), WHOLE),
    _t1(
        "t1-manager",
        "Individual supervision for managers",
        "manager",
        "Time for you, your team and what your team needs from you. Eight questions are asked each time.",
        (TEAM,),
        WHOLE,
    ),
    _t1(
        "t1-early-help",
        "Individual supervision in Early Help",
        "early_help",
        "Time for you, the families who asked for help, and the people around them.",
        (NETWORK,),
        WHOLE,
    ),
    _t1(
        "t1-children-in-care",
        "Individual supervision, children in care and leaving care",
        "children_in_care",
        "Time for you and for the young people who live away from home. Head, heart and hands stand open here.",
        (BELONGING,),
        {**WHOLE, "folded": False},
    ),
)
