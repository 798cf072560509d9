"""Blocks that are lists of one kind of thing."""

from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.rich_text import PROSE, SHORT
from foundation.models import Term


class ImageBlock(blocks.StructBlock):
    """A picture with words for those who do not see it."""

    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        max_length=200,
        required=False,
        label="Description",
        help_text="What it shows. Leave empty if it only decorates.",
    )
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "cms/blocks/image.html"
        description = "A picture with a description and, if it needs one, a caption."
        preview_template = "cms/blocks/image_preview.html"


class LinkCardBlock(blocks.StructBlock):
    """Where to go next: a page of ours, or an address."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.CharBlock(max_length=255, required=False)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(max_length=255, required=False, help_text="Used when no page is chosen.")


class CardsBlock(blocks.StructBlock):
    """A row of ways onward."""

    heading = blocks.CharBlock(max_length=120, required=False)
    cards = blocks.ListBlock(LinkCardBlock(), min_num=1, max_num=9)

    class Meta:
        icon = "grip"
        template = "cms/blocks/cards.html"
        description = "A row of cards, each a way onward."
        preview_value = {
            "heading": "Where next",
            "cards": [{"title": "Find a course", "text": "Everything we run.", "page": None, "address": "/courses/"}],
        }


class StepsBlock(blocks.StructBlock):
    """What happens, in order."""

    heading = blocks.CharBlock(max_length=120, required=False)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [("title", blocks.CharBlock(max_length=120)), ("text", blocks.RichTextBlock(features=SHORT))]
        ),
        min_num=2,
    )

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"
        description = "Numbered steps, for what happens in order."
        preview_value = {
            "heading": "What happens",
            "steps": [
                {"title": "You book", "text": "<p>It takes three presses.</p>"},
                {"title": "We write", "text": "<p>With the date for your calendar.</p>"},
            ],
        }


class QuestionsBlock(blocks.StructBlock):
    """Questions to carry into a conversation."""

    heading = blocks.CharBlock(max_length=120)
    questions = blocks.ListBlock(blocks.CharBlock(max_length=255), min_num=1)

    class Meta:
        icon = "comment"
        template = "cms/blocks/questions.html"
        description = "Questions somebody can carry into a visit, a meeting or supervision."
        preview_value = {"heading": "Questions to try", "questions": ["What would you like to be different?"]}


class FactsBlock(blocks.StructBlock):
    """Figures that say where they come from and how old they are (DOMAIN 1.3)."""

    heading = blocks.CharBlock(max_length=120, required=False)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("figure", blocks.CharBlock(max_length=20)),
                ("text", blocks.CharBlock(max_length=160)),
                ("source", blocks.CharBlock(max_length=160, help_text="Who published it, and when.")),
            ]
        ),
        min_num=1,
        max_num=6,
    )

    class Meta:
        icon = "order"
        template = "cms/blocks/facts.html"
        description = "Up to six figures, each with its source and date."
        preview_value = {
            "facts": [{"figure": "125", "text": "schools in the borough", "source": "Early Help strategy, 2024"}]
        }


class WordsBlock(blocks.StructBlock):
    """Words we leave behind, what we say now, and why (DOMAIN 7)."""

    heading = blocks.CharBlock(max_length=120)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("instead_of", blocks.CharBlock(max_length=80)),
                ("say", blocks.CharBlock(max_length=160)),
                ("because", blocks.CharBlock(max_length=160)),
            ]
        ),
        min_num=1,
    )

    class Meta:
        icon = "openquote"
        template = "cms/blocks/words.html"
        description = "A table of words to leave behind, words to use, and why."
        preview_value = {
            "heading": "Family",
            "rows": [{"instead_of": "siblings", "say": "brothers and sisters", "because": "their own words"}],
        }


class TimelineBlock(blocks.StructBlock):
    """What happened, and when (DOMAIN row 6)."""

    heading = blocks.CharBlock(max_length=120)
    moments = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(max_length=40)),
                ("text", blocks.RichTextBlock(features=SHORT)),
            ]
        ),
        min_num=1,
    )

    class Meta:
        icon = "calendar-alt"
        template = "cms/blocks/timeline.html"
        description = "Moments in order, each with its date."
        preview_value = {"heading": "How we got here", "moments": [{"when": "2017", "text": "<p>It begins.</p>"}]}


def standard_choices() -> list[tuple[str, str]]:
    """The ten practice standards as the taxonomy words them today."""
    terms = Term.objects.filter(vocabulary__code="practice-standard", ends_on=None)
    return [(term.code, f"{term.position}. {term.name}") for term in terms.order_by("position")]


class StandardChoiceBlock(blocks.FieldBlock):
    """A term's code, chosen from a list that is read when somebody edits, never when a page is shown."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(widget=forms.Select(choices=CallableChoiceIterator(standard_choices)))
        super().__init__(**kwargs)


class StandardBlock(blocks.StructBlock):
    """One practice standard in plain words; the page lists its courses (DOMAIN row 57)."""

    standard = StandardChoiceBlock()
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=PROSE)
    family_sees = blocks.CharBlock(max_length=255, label="What a family should be able to say")

    class Meta:
        icon = "tick"
        template = "cms/blocks/standard.html"
        description = "A practice standard: what it asks of us and what a family sees."
        preview_value = {
            "standard": "",
            "title": "Clear and honest communication",
            "text": "<p>We write so that the person it is about can read it.</p>",
            "family_sees": "You never have to ask what a word means.",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the courses that the page found for this standard."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        found = (parent_context or {}).get("courses_by_standard", {})
        context["courses"] = found.get(value["standard"], [])
        return context
