"""A year's statement on the Academy's letterhead."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.letterhead import Story, build_pdf, facts, heading, paragraph, space, table

WIDTHS = (25, 63, 22, 20, 20, 20)
HEADINGS = ("Counts for", "What happened", "Change", "Left", "Booked", "Used")


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What the paper says, phrased already. `movements` are rows of six cells; None where only totals are open."""

    holder: str
    year: str
    about: Sequence[tuple[str, str]]
    totals: Sequence[tuple[str, str]]
    over: Sequence[str]
    why: str
    methodologies: Sequence[tuple[str, str]]
    forecast: Sequence[str]
    movements: Sequence[Sequence[str]] | None


def statement_pdf(said: StatementFacts) -> bytes:
    """The finished PDF. Its headings stand in the outline; the table's headings repeat on every page."""
    story: Story = [heading("Learning allowance statement"), paragraph(f"{said.holder}, {said.year}", "lead")]
    story += [facts(said.about), space(4), heading("Where it stands", 2), facts(said.totals)]
    story += [paragraph(sentence) for sentence in said.over]
    if said.why:
        story += [space(3), heading("How it is worked out", 2), paragraph(said.why)]
    if said.methodologies:
        story += [space(3), heading("Used, by learning approach", 2), facts(said.methodologies)]
    if said.forecast:
        story += [space(3), heading("At the present pace", 2), *(paragraph(line) for line in said.forecast)]
    if said.movements is not None:
        story += [space(3), heading("Every movement", 2), *_movements(said.movements)]
    return build_pdf(story, title=f"Learning allowance statement, {said.year}", subject=f"Statement of {said.holder}")


def _movements(rows: Sequence[Sequence[str]]) -> Story:
    if not rows:
        return [paragraph("Nothing has moved in this year.")]
    return [table(HEADINGS, rows, widths=WIDTHS, numbers=(2, 3, 4, 5))]
