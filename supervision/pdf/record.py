"""A record of supervision as one reader may take it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foundation.letterhead import Story, build_pdf, facts, heading, paragraph, space, together

GUIDING = "Would this be good enough for my child and family?"
TITLE = "Record of supervision"


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """What the paper says, phrased already and only what this reader may see."""

    header: Sequence[tuple[str, str]]
    state: str
    sections: Sequence[Any]
    words: Sequence[Any]
    signatures: Sequence[tuple[str, str]]


def record_pdf(shown: RecordPaper) -> bytes:
    """The finished PDF; headings stand in its outline."""
    story: Story = [heading(TITLE), paragraph(f"“{GUIDING}”", "quote"), facts(shown.header), space(3)]
    story += [paragraph(shown.state)]
    for section in shown.sections:
        story += _section(section)
    if shown.words:
        story.append(heading("Said later", 2))
        for word in shown.words:
            story += [paragraph(f"{word.kind}: {word.who}, {word.when}", "label"), paragraph(word.text)]
    story += [together([heading("Signatures", 2), facts(shown.signatures)])]
    return build_pdf(story, title=TITLE)


def _section(section: Any) -> Story:
    story: Story = [heading(section.read.heading, 2), paragraph(f"{section.name}: {section.readers}", "small")]
    if section.disposed_under:
        return [*story, paragraph(f"These words were lawfully disposed of (log {section.disposed_under}).")]
    answered = [field for field in section.read.fields if field.lines]
    if not answered:
        return [*story, paragraph("Nothing was written here.")]
    for field in answered:
        story += [paragraph(field.prompt, "label"), *(paragraph(line) for line in field.lines), space(2)]
    return story
