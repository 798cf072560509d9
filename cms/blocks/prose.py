"""Blocks of words."""

from django.utils.text import slugify
from wagtail import blocks

from cms.rich_text import PROSE, SHORT

EXAMPLE = "<p>We plan with families, in words they would use themselves.</p>"


class SectionValue(blocks.StructValue):
    """A section knows the address of its heading."""

    @property
    def anchor(self) -> str:
        """The id of the heading, for the list of contents."""
        return slugify(self["heading"])


class SectionBlock(blocks.StructBlock):
    """A heading and the text under it; long pages list them at the top."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=PROSE)

    class Meta:
        icon = "title"
        template = "cms/blocks/section.html"
        value_class = SectionValue
        description = "A heading with text. Pages that ask for a list of contents list these."
        preview_value = {"heading": "How we work together", "text": EXAMPLE}


class TextBlock(blocks.RichTextBlock):
    """Running text without a heading."""

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        description = "Running text without a heading of its own."
        preview_value = EXAMPLE


class CalloutBlock(blocks.StructBlock):
    """The one thing a reader should take away."""

    title = blocks.CharBlock(max_length=120, required=False)
    text = blocks.RichTextBlock(features=SHORT)

    class Meta:
        icon = "warning"
        template = "cms/blocks/callout.html"
        description = "One thing to remember, set apart from the text. Use it sparingly."
        preview_value = {"title": "Worth remembering", "text": EXAMPLE}


class DetailsBlock(blocks.StructBlock):
    """Something only some readers need, folded away."""

    summary = blocks.CharBlock(max_length=120, label="Question or title")
    text = blocks.RichTextBlock(features=PROSE)

    class Meta:
        icon = "help"
        template = "cms/blocks/details.html"
        description = "A question that opens to show its answer. For what only some readers need."
        preview_value = {"summary": "Do I need to bring anything?", "text": "<p>No. Come as you are.</p>"}
