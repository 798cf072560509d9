"""T3: group supervision in timed steps, without attributed contributions (DOMAIN 2 and 3)."""

from typing import Any

from supervision.section_classes import CASE, LEARNING, MANAGEMENT
from supervision.shipped.parts import ACTIONS, ELICIT, FAIR_PROCESS, GOOD_ENOUGH, NO_NAMES, ask, must, section

STEPS: tuple[tuple[str, int, str, bool], ...] = (
    ("Purpose", 3, "The facilitator says what we are here for: questions, not advice.", False),
    ("Family tree", 5, "The presenter draws who belongs to whom. Initials only.", False),
    ("The presenter's question", 3, "One sentence: what do I want to understand?", True),
    ("Brief story", 7, "What brought us here. Nobody interrupts.", True),
    ("Danger statements in silence", 5, "Everybody writes one alone.", False),
    ("Read out and choose", 5, "One after the other; the presenter chooses.", True),
    ("Goals", 7, "What would be seen instead, by whom, for how long?", True),
    ("Best questions", 8, "The questions to ask the family next. No advice, no hunt for facts.", True),
    ("Scale round", 5, "Everybody rates alone, then reads out the number and one reason.", True),
    ("Next step", 4, "The presenter says what they will do first.", True),
    ("Learning round", 3, "What does each take away?", True),
)
GROUP: dict[str, Any] = {
    "code": "t3",
    "title": "Group supervision",
    "kind": "group",
    "variant": "",
    "intro": "55 minutes, four to ten people. The group thinks; the presenter decides. Nobody's words are kept by name.",
    "sections": [
        section(
            "roles",
            "Who does what",
            MANAGEMENT,
            [
                must("person", "presenter", "Who presents?"),
                must("person", "facilitator", "Who facilitates?"),
                ask("person", "adviser", "Who watches over the process?"),
                must("short_text", "question", "The presenter's question", NO_NAMES),
            ],
        ),
        section("appreciative", "Begin with what went well", LEARNING, [ELICIT]),
        section(
            "steps",
            "Step by step",
            CASE,
            [
                ask(
                    "steps",
                    "steps",
                    "The steps, with their minutes",
                    steps=[
                        {"title": title, "minutes": minutes, "prompt": prompt, "note": note}
                        for title, minutes, prompt, note in STEPS
                    ],
                ),
                must("paired", "dangers", "The statements the presenter chose, each with its goal"),
                must(
                    "group",
                    "questions",
                    "The questions to ask next",
                    row_name="Question",
                    most=6,
                    parts=[{"code": "question", "kind": "short_text", "prompt": "Question", "required": True}],
                ),
                ask(
                    "group",
                    "scales",
                    "The numbers, without names",
                    row_name="Number",
                    most=10,
                    parts=[
                        {"code": "number", "kind": "scale", "prompt": "Number", "required": True},
                        {"code": "why", "kind": "short_text", "prompt": "One reason", "required": False},
                    ],
                ),
            ],
        ),
        section(
            "circle",
            "The circle",
            LEARNING,
            [
                ask(
                    "circle",
                    "circle",
                    "What the circle said",
                    rounds=["Check-in", "What will each take away?", "Check-out"],
                ),
                *FAIR_PROCESS,
            ],
        ),
        section("good_enough", "Would it be good enough?", MANAGEMENT, [GOOD_ENOUGH]),
        section("agreed", "What we agreed", MANAGEMENT, [ACTIONS]),
    ],
}
