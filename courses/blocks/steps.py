"""The steps of a pathway, as editors put them together in the CMS.

A step is known for ever by the id Wagtail gives its block: what people have done hangs on that id.
"""

from typing import Any

from django.apps import apps
from wagtail import blocks


def course_choices() -> list[tuple[str, str]]:
    """Every course by code: learning is named by code, so that a step outlives a change of course."""
    rows = apps.get_model("courses", "Course")._default_manager.order_by("code").values_list("code", "title")
    return [(code, f"{code} {title}") for code, title in rows]


class CourseStep(blocks.StructBlock):
    """One course, or one of several."""

    courses = blocks.ListBlock(
        blocks.ChoiceBlock(choices=course_choices, label="Course"),
        min_num=1,
        help_text="Completing any one of these will do. The first is the one we suggest.",
    )
    why = blocks.CharBlock(required=False, max_length=255, help_text="Why it is here, in a sentence.")
    elective = blocks.BooleanBlock(required=False, help_text="Worth having; the pathway is complete without it.")

    class Meta:
        icon = "openquote"
        label = "Course, or one of several"


class ActivityStep(blocks.StructBlock):
    """Something people do and write a line about; the manager confirms it."""

    title = blocks.CharBlock(max_length=120)
    what = blocks.CharBlock(required=False, max_length=255, help_text="What to do, in a sentence.")
    elective = blocks.BooleanBlock(required=False, help_text="Worth having; the pathway is complete without it.")

    class Meta:
        icon = "tick"
        label = "Activity"


class ObservationStep(blocks.StructBlock):
    """Somebody watches them practise, so many times."""

    title = blocks.CharBlock(max_length=120)
    what = blocks.CharBlock(required=False, max_length=255, help_text="What is looked at, in a sentence.")
    times = blocks.IntegerBlock(min_value=1, max_value=12, default=1)
    elective = blocks.BooleanBlock(required=False, help_text="Worth having; the pathway is complete without it.")

    class Meta:
        icon = "view"
        label = "Observation of practice"


STEPS: list[tuple[str, Any]] = [
    ("course", CourseStep()),
    ("activity", ActivityStep()),
    ("observation", ObservationStep()),
]
