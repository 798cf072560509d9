"""What an editor sets on the sections and questions of a template, besides what every form has."""

from django import forms
from wagtail import blocks

from foundation.versioned_forms.blocks import Blocks, body_blocks
from foundation.versioned_forms.branching import LABEL_SETS
from supervision.section_classes import CLASSES, WRITERS


def template_blocks() -> Blocks:
    """Sections with a class, questions for one set of words or for all."""
    return body_blocks(of_section=_of_section(), of_field=[("only_for", _only_for())])


def _of_section() -> Blocks:
    return [
        ("visibility", blocks.ChoiceBlock(choices=CLASSES, label="Class: who reads it")),
        ("writer", blocks.ChoiceBlock(choices=WRITERS, default="both", label="Who writes it")),
        ("only_for", _only_for()),
        (
            "rotate",
            blocks.IntegerBlock(
                required=False,
                min_value=1,
                max_value=12,
                label="Optional prompts shown at a time",
                help_text="They take turns from meeting to meeting; the others stay at hand. Empty: all are shown.",
            ),
        ),
        ("folded", blocks.BooleanBlock(required=False, label="Closed until somebody wants it")),
    ]


def _only_for() -> blocks.Block:
    return blocks.MultipleChoiceBlock(
        choices=LABEL_SETS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Only for these words",
        help_text="Safety, wellbeing (early help) or success (children in care). None chosen: for all.",
    )
