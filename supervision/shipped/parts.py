"""What several templates share: how questions and sections are written down, and the blocks all begin and end with."""

from typing import Any

from supervision.section_classes import LEARNING, MANAGEMENT, PERSONAL, WELLBEING

Question = dict[str, Any]
Section = dict[str, Any]
SAFETY, WELL, SUCCESS = ["safety"], ["wellbeing"], ["success"]


def ask(kind: str, code: str, prompt: str, help: str = "", **settings: Any) -> Question:  # noqa: A002 - as editors see it
    """A question somebody may leave empty."""
    return {"kind": kind, "code": code, "prompt": prompt, "help": help, **settings}


def must(kind: str, code: str, prompt: str, help: str = "", **settings: Any) -> Question:  # noqa: A002
    """A question that has to be answered."""
    return ask(kind, code, prompt, help, required=True, **settings)


def section(code: str, heading: str, visibility: str, fields: list[Question], **settings: Any) -> Section:
    """A section; `help`, `writer`, `rotate`, `folded` and `only_for` in the settings."""
    return {
        "code": code,
        "heading": heading,
        "visibility": visibility,
        "writer": "both",
        **settings,
        "fields": fields,
    }


def scale(code: str, prompt: str, low: str, high: str, **settings: Any) -> Question:
    """From 0 to 10, with words for both ends."""
    return ask("scale", code, prompt, low_label=low, high_label=high, **settings)


ELICIT = must(
    "long_text",
    "elicit",
    "Which moment since we last met are you quietly proud of?",
    "Small ones count: a door that opened, a word a child used for the first time.",
)
AMPLIFY = ask("long_text", "amplify", "What exactly did you do, and who noticed?")
REFLECT = ask("long_text", "reflect", "What does it say about how you work? What would the child say about it?")
START_OVER = ask("long_text", "start_over", "What else went well?")
WENT_WELL = section(
    "appreciative",
    "Begin with what went well",
    PERSONAL,
    [ELICIT, AMPLIFY, REFLECT, START_OVER],
    rotate=1,
    help="We begin here each time, because what works can be done again.",
)
NO_NAMES = "Initials or the case reference only: nobody else should be able to tell which child this is."
EXPERIENCE = must(
    "long_text",
    "experience",
    "Take one piece of work. What did you see, hear and do? What did the child do?",
    NO_NAMES,
)
REFLECTION = must(
    "long_text",
    "reflection",
    "What did you feel, and what did you take for granted? Whose power mattered?",
    "There is no wrong answer. Feelings are information.",
)
ANALYSIS = must(
    "long_text",
    "analysis",
    "What explains it, and what else could? Which evidence, law or method helps? What do we not know yet?",
)
PLAN = must("long_text", "learning", "What will you do now, and what would change your mind?")
APPROACH = ask(
    "choices",
    "approach",
    "Which of our approaches helps us think about it?",
    options=["Signs of Safety", "Restorative Practice", "Social Pedagogy"],
)
CYCLE = section(
    "cycle",
    "Think about one piece of work",
    PERSONAL,
    [EXPERIENCE, REFLECTION, ANALYSIS, PLAN, APPROACH],
    help="Four steps: what happened, what it did to you, how you explain it, and what follows.",
)
HANDS = ask("head_heart_hands", "head_heart_hands", "Head, heart, hands")
WINDOW = must(
    "window",
    "window",
    "How have I been to work with since we last met?",
    "The person supervised answers; the supervisor listens. Both high is where people grow.",
)
GOOD_ENOUGH = must(
    "long_text",
    "good_enough",
    "Which of your work would be good enough for your own child and family? Which is not there yet?",
    "Say what stands in the way, ours included.",
)
ENOUGH = section("good_enough", "Would it be good enough?", MANAGEMENT, [GOOD_ENOUGH])
ACTIONS = must("actions", "actions", "What did we agree?", "Few and clear. They stand on the owner's desk until done.")
COMMENTS = ask("long_text", "comments", "Anything you want to add, or see differently?")
AGREED = section("agreed", "What we agreed", MANAGEMENT, [ACTIONS, COMMENTS])
NEEDS = ask(
    "group",
    "needs",
    "What do you need to learn next?",
    "A coordinator sees a line only where you say yes.",
    row_name="Learning need",
    most=4,
    parts=[
        {"code": "topic", "kind": "short_text", "prompt": "What?", "required": True},
        {"code": "purpose", "kind": "long_text", "prompt": "What will be different for children?", "required": False},
        {"code": "release", "kind": "yes_no", "prompt": "May a coordinator see this line?", "required": True},
    ],
)
IMPACT = ask("long_text", "impact", "What has recent learning changed in your work?")
MAKE_CPD = ask("yes_no", "cpd_draft", "Shall we make a draft for your CPD record from this?")
TO_LEARN = section("learning", "Learning", LEARNING, [NEEDS, IMPACT, MAKE_CPD], rotate=2)
FAIR_PROCESS = (
    ask("yes_no", "heard", "Was everybody heard whom it touches?"),
    ask("yes_no", "explained", "Were the reasons given, so that people can follow them?"),
    ask("yes_no", "clear_next", "Is it clear what happens next, and what if not?"),
)
SHARE_WITH = ["Nobody but me, for now", "My supervisor", "HR or occupational health, through my supervisor"]
HOW_ARE_YOU = section(
    "wellbeing",
    "How are you?",
    WELLBEING,
    [
        scale("energy", "My energy", "empty", "full"),
        scale("weight", "What I carry home", "everything", "nothing"),
        ask("long_text", "weighing", "What weighs on you?"),
        ask("choice", "share_with", "Who may read this?", options=SHARE_WITH),
    ],
    folded=True,
    writer="supervisee",
    help="Only if you want to. It plays no part in how your work is judged.",
)
