"""Which blocks a page's body may hold."""

from cms.blocks.lists import (
    CardsBlock,
    FactsBlock,
    ImageBlock,
    QuestionsBlock,
    StandardBlock,
    StepsBlock,
    TimelineBlock,
    WordsBlock,
)
from cms.blocks.prose import CalloutBlock, DetailsBlock, SectionBlock, TextBlock
from cms.blocks.voices import QuotesBlock

BODY_BLOCKS = [
    ("section", SectionBlock()),
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("image", ImageBlock()),
    ("steps", StepsBlock()),
    ("questions", QuestionsBlock()),
    ("cards", CardsBlock()),
    ("facts", FactsBlock()),
    ("words", WordsBlock()),
    ("timeline", TimelineBlock()),
    ("details", DetailsBlock()),
    ("quotes", QuotesBlock()),
]
STANDARD_BLOCKS = [("standard", StandardBlock())]
