"""What Signs of Safety, Restorative Practice and Social Pedagogy ask, as types of field (DOMAIN 2 to 4)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from wagtail import blocks

from foundation.forms.looks import FieldLook
from foundation.versioned_forms.branching import LABEL_SET_KIND, LABEL_SETS
from foundation.versioned_forms.kinds.compound import Compound, Rows, part, read_parts
from foundation.versioned_forms.kinds.plain import Choice
from foundation.versioned_forms.schema import FormField, Option

HIGH_FROM = 6
"""On a scale from 0 to 10: the first number above the middle. Editors may set another for a form."""
QUADRANTS = {
    (True, True): ("with", "WITH", "high challenge and high support"),
    (True, False): ("to", "TO", "high challenge, low support: directing"),
    (False, True): ("for", "FOR", "low challenge, high support: rescuing"),
    (False, False): ("not", "NOT", "low challenge and low support: absent"),
}
"""By (challenge is high, support is high): code, word, meaning (DOMAIN 3, "Window")."""
ZONES = (("comfort", "Comfort"), ("learning", "Learning"), ("panic", "Panic"))


class PairedStatements(Rows):
    """Dangers, each with its goal: who worries, about which behaviour, with which effect, and what will be
    seen instead. At most three, because a plan that answers everything answers nothing (DOMAIN 2)."""

    code, name, icon = "paired", "Paired danger and goal", "link"
    most = 3
    row_name = "Danger and goal"
    SETTINGS = (
        ("danger_label", "What the worry is called", "Danger statement"),
        ("goal_label", "What the goal is called", "Safety goal"),
    )

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """What the two are called, since early help speaks of worries and wellbeing."""
        named = {
            key: blocks.CharBlock(max_length=60, required=False, label=label, help_text=f"“{usual}” if empty.")
            for key, label, usual in self.SETTINGS
        }
        row_name = blocks.CharBlock(max_length=40, required=False, label="What a pair is called")
        return super().setting_blocks() | named | {"row_name": row_name}

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """No danger without its goal."""
        danger, goal = (field.settings.get(key) or usual for key, _, usual in self.SETTINGS)
        return (
            part("who", "short_text", "Who worries?", required=True, help="Roles and initials, not names."),
            part("behaviour", "long_text", f"{danger}: what do adults do, or not do?", required=True),
            part("effect", "long_text", f"{danger}: what is likely to happen to the child?", required=True),
            part("goal", "long_text", f"{goal}: what will be seen instead, by whom, for how long?", required=True),
        )

    def line(self, field: FormField, row: Mapping[str, Any]) -> str:
        """The sentence as families read it."""
        danger, goal = (field.settings.get(key) or usual for key, _, usual in self.SETTINGS)
        worry = f"{danger}: {row['who']} worry that {row['behaviour']} {row['effect']}"
        return f"{worry} {goal}: {row['goal']}"


class Window(Compound):
    """Support and challenge, each from 0 to 10, and the quadrant that follows from them."""

    code, name, icon = "window", "Challenge and support window", "grip"
    layout = "window"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """From which number on something is high."""
        high = blocks.IntegerBlock(
            min_value=1, max_value=10, required=False, label="High from", help_text=f"{HIGH_FROM} if empty."
        )
        return {"high_from": high}

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """Two numbers, and what would be better."""
        ends = {"low_label": "none", "high_label": "as much as can be"}
        return (
            part("support", "scale", "How much support did I feel?", required=True, settings=ends),
            part("challenge", "scale", "How much challenge did I feel?", required=True, settings=ends),
            part("with", "long_text", "What would WITH look like?"),
        )

    def quadrant(self, field: FormField, value: Mapping[str, Any]) -> tuple[str, str, str]:
        """Code, word and meaning for two numbers."""
        high = int(field.settings.get("high_from") or HIGH_FROM)
        return QUADRANTS[value["challenge"] >= high, value["support"] >= high]

    def lines(self, field: FormField, value: Any) -> list[str]:
        """ "Support 7, challenge 8: WITH (high challenge and high support)"."""
        found = []
        if {"support", "challenge"} <= value.keys():
            _, word, meaning = self.quadrant(field, value)
            found.append(f"Support {value['support']}, challenge {value['challenge']}: {word} ({meaning})")
            value = {name: each for name, each in value.items() if name == "with"}
        return found + super().lines(field, value)


class LearningZone(Compound):
    """Comfort, learning or panic, and what would move somebody into learning."""

    code, name, icon = "zone", "Learning zone", "view"

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """One choice and a text."""
        options = tuple(Option(code, label) for code, label in ZONES)
        return (
            part("now", "choice", "Where am I now?", required=True, options=options),
            part("move", "long_text", "What would move me into learning?"),
        )


class HeadHeartHands(Compound):
    """What I know, what I felt and valued, what I did together with the child."""

    code, name, icon = "head_heart_hands", "Head, heart, hands", "user"

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """All three, where it is asked at all."""
        return (
            part("head", "long_text", "Head: what do I know that helps here?", required=True),
            part("heart", "long_text", "Heart: what did I feel, and what did I hold dear?", required=True),
            part("hands", "long_text", "Hands: what did I do, together with the child?", required=True),
        )


class LabelSet(Choice):
    """Which set of words the form speaks in: safety, wellbeing or success (DOMAIN 2, "Variants")."""

    code, name, icon, has_options = LABEL_SET_KIND, "Set of words", "tag", False

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """The set a form begins with."""
        begins = blocks.ChoiceBlock(choices=LABEL_SETS, required=False, label="Begins with")
        return {"begins_with": begins}

    def input(self, field: FormField) -> forms.Field:
        """Radios; the page shows the questions of the set that is chosen."""
        found = super().input(self._with_options(field))
        found.initial = field.settings.get("begins_with") or LABEL_SETS[0][0]
        return found

    def looks(self, field: FormField) -> dict[str, FieldLook]:
        """Side by side."""
        return {field.name: FieldLook(label_size="s", classes="govuk-radios--inline")}

    def fault(self, field: FormField, value: Any) -> str:
        """One of the three."""
        return super().fault(self._with_options(field), value)

    def lines(self, field: FormField, value: Any) -> list[str]:
        """Its name."""
        return super().lines(self._with_options(field), value)

    def _with_options(self, field: FormField) -> FormField:
        return replace(field, options=tuple(Option(code, label) for code, label in LABEL_SETS))


class Listed(Compound):
    """Base of what an editor lists: each item of `items_in` becomes one text."""

    items_in = ""

    def items(self, field: FormField) -> list[tuple[str, Any]]:
        """(id, value) of each; ids are the blocks' own, so that better words keep their answers."""
        return [(each["id"], each["value"]) for each in field.settings.get(self.items_in, ())]

    def lines(self, field: FormField, value: Any) -> list[str]:
        """ "Check-in: …" for each."""
        return [f"{each.prompt}: {' '.join(lines)}" for each, lines in read_parts(self.parts(field), value)]


class CircleRounds(Listed):
    """Rounds of a circle: what was said in each, never who said it; anybody may pass."""

    code, name, icon, items_in = "circle", "Rounds of a circle", "rotate", "rounds"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """The question of each round."""
        each = blocks.CharBlock(max_length=160, label="Round")
        return {"rounds": blocks.ListBlock(each, min_num=1, label="Rounds, in order")}

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """A text for each round."""
        help_text = "What the circle said. Nobody is named, and anybody may pass."
        return tuple(part(key, "long_text", words, help=help_text) for key, words in self.items(field))


class TimedSteps(Listed):
    """Steps with minutes: a group works through them on a shared screen."""

    code, name, icon, items_in = "steps", "Timed steps", "history", "steps"

    def setting_blocks(self) -> dict[str, blocks.Block]:
        """Title, minutes and what the group does in each step."""
        each = blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=80)),
                ("minutes", blocks.IntegerBlock(min_value=1, max_value=120)),
                ("prompt", blocks.TextBlock(required=False, rows=2, label="What happens")),
                ("note", blocks.BooleanBlock(required=False, default=True, label="Keep a note of it")),
            ],
            label="Step",
        )
        return {"steps": blocks.ListBlock(each, min_num=1, label="Steps, in order")}

    def parts(self, field: FormField) -> tuple[FormField, ...]:
        """A text for each step that keeps a note."""
        return tuple(
            part(
                key,
                "long_text",
                f"{step['title']} ({step['minutes']} minute{'' if step['minutes'] == 1 else 's'})",
                help=step.get("prompt", ""),
            )
            for key, step in self.items(field)
            if step.get("note", True)
        )

    def minutes(self, field: FormField) -> int:
        """All steps together."""
        return sum(step["minutes"] for _, step in self.items(field))


PRACTICE = (
    LabelSet(),
    PairedStatements(),
    Window(),
    LearningZone(),
    HeadHeartHands(),
    CircleRounds(),
    TimedSteps(),
)
