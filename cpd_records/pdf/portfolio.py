"""The portfolio of a newly qualified worker on the Academy's letterhead."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.letterhead import Story, build_pdf, facts, heading, paragraph, space, table


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One piece of evidence, phrased."""

    title: str
    kind: str
    on: str
    words: str
    outcomes: str


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """What the paper says. `reviews` are (name, due, state, progress, note); a note may be empty."""

    name: str
    made: str
    summary: Sequence[tuple[str, str]]
    sums: Sequence[str]
    reviews: Sequence[tuple[str, str, str, str, str]]
    changes: Sequence[tuple[str, str]]
    coverage: Sequence[tuple[str, str]]
    evidence: Sequence[EvidenceFacts]


def portfolio_pdf(shown: PortfolioFacts) -> bytes:
    """The finished PDF, every part with a bookmark."""
    story: Story = [
        heading("Portfolio of a newly qualified social worker"),
        paragraph(f"{shown.name}, as it stood on {shown.made}", "lead"),
        facts(shown.summary),
        space(),
        *_time(shown),
        *_reviews(shown),
        *_evidence(shown),
    ]
    return build_pdf(story, title=f"ASYE portfolio: {shown.name}", subject=f"As it stood on {shown.made}")


def _time(shown: PortfolioFacts) -> Story:
    return [heading("Protected time", 2), *(paragraph(text) for text in shown.sums), space()]


def _reviews(shown: PortfolioFacts) -> Story:
    rows = [(name, due, state, progress) for name, due, state, progress, _ in shown.reviews]
    story: Story = [
        heading("Reviews", 2),
        table(("Review", "Due", "State", "Progress"), rows, widths=(45, 40, 50, 35)),
        space(),
    ]
    for name, _, _, _, note in shown.reviews:
        if note:
            story += [heading(f"Note of the {name}", 3), paragraph(note), space(2)]
    if shown.changes:
        story += [heading("Pauses and extensions", 3)]
        story += [paragraph(f"{words}. {reason}") for words, reason in shown.changes]
    return [*story, space()]


def _evidence(shown: PortfolioFacts) -> Story:
    story: Story = [
        heading("Outcomes of the framework", 2),
        table(("Outcome", "Pieces of evidence"), shown.coverage, widths=(120, 50), numbers=(1,)),
        space(),
        heading("Evidence", 2),
    ]
    if not shown.evidence:
        story += [paragraph("Nothing yet.")]
    for piece in shown.evidence:
        story += [heading(piece.title, 3), paragraph(f"{piece.kind}, {piece.on}", "small")]
        story += [paragraph(piece.words)] if piece.words else []
        story += [paragraph(f"Speaks to: {piece.outcomes}", "small")] if piece.outcomes else []
        story += [space(3)]
    return story
