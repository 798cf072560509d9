"""T2: one child or family, in the words of safety, wellbeing or success (DOMAIN 2)."""

from typing import Any

from supervision.section_classes import CASE, PERSONAL
from supervision.shipped.parts import (
    ACTIONS,
    ELICIT,
    GOOD_ENOUGH,
    NO_NAMES,
    SAFETY,
    SUCCESS,
    WELL,
    Question,
    ask,
    must,
    section,
)

PAST = ask(
    "group",
    "past_harm",
    "What has already happened to the child?",
    "Behaviour, not labels: “hit”, not “domestic violence”. How bad, how often, how did it land?",
    row_name="What happened",
    most=6,
    only_for=SAFETY,
    parts=[
        {"code": "when", "kind": "short_text", "prompt": "When?", "required": False},
        {"code": "what", "kind": "long_text", "prompt": "What happened?", "required": True},
        {"code": "effect", "kind": "long_text", "prompt": "What did it do to the child?", "required": True},
    ],
)
EXISTING = ask(
    "group",
    "existing_safety",
    "When could it have happened, and somebody protected the child?",
    row_name="Safety there was",
    most=4,
    only_for=SAFETY,
    parts=[
        {"code": "when", "kind": "short_text", "prompt": "When?", "required": False},
        {"code": "who", "kind": "short_text", "prompt": "Who, by role or initials?", "required": True},
        {"code": "what", "kind": "long_text", "prompt": "What did they do?", "required": True},
    ],
)
BOTTOM = ask(
    "group",
    "bottom_lines",
    "What is not open to discussion?",
    "Few, and each with its reason.",
    row_name="Bottom line",
    most=4,
    parts=[
        {"code": "line", "kind": "short_text", "prompt": "What?", "required": True},
        {"code": "why", "kind": "long_text", "prompt": "Why?", "required": True},
    ],
)
NETWORK = ask(
    "group",
    "network",
    "Who of their own people knows and helps?",
    "Initials and role.",
    row_name="Person",
    most=8,
    table=True,
    parts=[
        {"code": "who", "kind": "short_text", "prompt": "Initials and role", "required": True},
        {"code": "knows", "kind": "yes_no", "prompt": "Do they know the worry?", "required": True},
        {"code": "does", "kind": "long_text", "prompt": "What do they do?", "required": False},
    ],
)
SCALES = ask(
    "group",
    "scales",
    "Where are we between 0 and 10?",
    "Everybody rates before anybody speaks. 10 is good enough to close; 0 is that it cannot go on.",
    row_name="Rating",
    most=6,
    parts=[
        {"code": "rater", "kind": "short_text", "prompt": "Who rates?", "required": True},
        {"code": "number", "kind": "scale", "prompt": "Their number", "required": True},
        {"code": "why", "kind": "long_text", "prompt": "Why not lower?", "required": True},
        {"code": "up", "kind": "long_text", "prompt": "What would one more look like?", "required": True},
    ],
)


def _pairs(code: str, prompt: str, worry: str, goal: str, words: list[str]) -> Question:
    return must(
        "paired",
        code,
        prompt,
        "At most three. Every worry has its goal.",
        danger_label=worry,
        goal_label=goal,
        row_name=f"{worry} and {goal.lower()}",
        only_for=words,
    )


MAP = section(
    "map",
    "The map",
    CASE,
    [
        PAST,
        ask("long_text", "complicating", "What makes it harder, ourselves included?"),
        must(
            "long_text",
            "strengths",
            "What works well already?",
            "Good things count even before they keep anybody safe.",
        ),
        EXISTING,
        _pairs(
            "dangers",
            "What do we worry will happen, and what shall be seen instead?",
            "Danger statement",
            "Safety goal",
            SAFETY,
        ),
        _pairs(
            "worries",
            "What do we worry about, and what shall be seen instead?",
            "Worry statement",
            "Wellbeing goal",
            WELL,
        ),
        _pairs(
            "successes",
            "What do we worry about, and what will success look like?",
            "Worry statement",
            "Success goal",
            SUCCESS,
        ),
        BOTTOM,
        NETWORK,
        must(
            "long_text",
            "voice",
            "What does the child say, in the child's own words?",
            "From the Three Houses, or as they said it.",
        ),
        SCALES,
    ],
    help=NO_NAMES,
)
YOUNG_PERSON = section(
    "young_person",
    "In the young person's words",
    CASE,
    [
        must("long_text", "hopes", "What do they hope for?", only_for=SUCCESS),
        ask(
            "group",
            "people",
            "Who matters to them, and how do they keep in touch?",
            row_name="Person",
            most=6,
            parts=[
                {"code": "who", "kind": "short_text", "prompt": "Who?", "required": True},
                {"code": "rhythm", "kind": "short_text", "prompt": "How, and how often?", "required": True},
            ],
        ),
        must("long_text", "going_well", "What is going well at home, in learning, in health, with friends?"),
        ask("long_text", "setbacks", "What has set them back?"),
        ask("long_text", "celebrate", "How will they celebrate what they have done?"),
    ],
    only_for=SUCCESS,
    help="Nothing is decided without them. Begin with what they want.",
)
THINKING = section(
    "thinking",
    "Think it through",
    CASE,
    [
        must("long_text", "hypothesis", "How do we explain what is happening?"),
        must("long_text", "alternative", "What else could explain it? What would we see if that were so?"),
        must("yes_no", "drift", "Has anything drifted or waited too long?"),
        ask("long_text", "drift_why", "If so, what, and why?"),
    ],
)
MORE = section(
    "more",
    "Other ways of seeing it",
    CASE,
    [
        ask("window", "family_window", "How do we work with this family?"),
        ask(
            "long_text",
            "diamond",
            "Wellbeing, learning, relationships, a say of their own: what grows, what is missing?",
        ),
        ask("long_text", "universe", "Who moves around the child, near and far? What would the child change?"),
    ],
    folded=True,
)
DECISION = section(
    "decision",
    "What is decided",
    CASE,
    [
        must("long_text", "decision", "What is decided?"),
        must("long_text", "rationale", "Why this, and not something else?"),
        ask("long_text", "contingency", "What if it does not work?"),
        must("yes_no", "copied", "Is the decision in the case record?"),
        ask("date", "copied_on", "When was it put there?"),
        ACTIONS,
    ],
    writer="supervisor",
)
APPRECIATE = section("appreciative", "Begin with what went well", PERSONAL, [ELICIT])
QUESTION = section("good_enough", "Would it be good enough?", CASE, [GOOD_ENOUGH])


def _t2(code: str, title: str, variant: str, begins_with: str, intro: str) -> dict[str, Any]:
    about = section(
        "about",
        "Which child or family",
        CASE,
        [
            must("short_text", "reference", "Case reference", "As in the case system, or initials. No name."),
            must("label_set", "label_set", "Which words fit?", begins_with=begins_with),
        ],
    )
    return {
        "code": code,
        "title": title,
        "kind": "case",
        "variant": variant,
        "intro": intro,
        "sections": [APPRECIATE, about, YOUNG_PERSON, MAP, THINKING, MORE, QUESTION, DECISION],
    }


CASES: tuple[dict[str, Any], ...] = (
    _t2(
        "t2",
        "Case reflection",
        "",
        "safety",
        "One child or family: what we worry about, what works, what needs to happen. It belongs to the case record.",
    ),
    _t2(
        "t2-early-help",
        "Case reflection in Early Help",
        "early_help",
        "wellbeing",
        "One family who asked for help: what they worry about, what works, and what they want to see instead.",
    ),
    _t2(
        "t2-children-in-care",
        "Case reflection, children in care and leaving care",
        "children_in_care",
        "success",
        "One young person: what they hope for, who matters, and what success looks like to them.",
    ),
)
