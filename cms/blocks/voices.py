"""What people say of the learning: words whose writers gave leave, approved by the Academy."""

from typing import Any

from wagtail import blocks

from courses.models import Quote

MOST = 6


class QuotesBlock(blocks.StructBlock):
    """The newest approved quotes, without names. One that is taken back leaves the page at once."""

    heading = blocks.CharBlock(max_length=120, default="What people say")
    number = blocks.IntegerBlock(min_value=1, max_value=MOST, default=3, label="How many")

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quotes.html"
        preview_template = "cms/blocks/quotes_preview.html"
        description = "What learners say, in their own words: quotes that a coordinator has approved."
        preview_value = {"heading": "What people say", "number": 3}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the words, read when the page is shown; kept copies are let go when a decision changes."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        quotes = Quote.objects.shown().select_related("course")
        context["quotes"] = [
            (quote.words, quote.course.title if quote.course else "") for quote in quotes[: value["number"]]
        ]
        return context
