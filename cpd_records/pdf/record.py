"""The CPD record on the Academy's letterhead."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.letterhead import at_least, build_pdf, facts, heading, paragraph, space, table


@dataclass(frozen=True, slots=True)
class WrittenReflection:
    """One reflection for paper: its heading, and questions with their answers."""

    title: str
    when: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """What the paper says, phrased already."""

    name: str
    chosen: str
    printed: str
    summary: tuple[tuple[str, str], ...]
    rows: Sequence[tuple[str, ...]]
    reflections: Sequence[WrittenReflection] = ()


def record_pdf(shown: RecordPaper) -> bytes:
    """The finished PDF; every heading is a bookmark."""
    story = [
        heading("CPD record"),
        paragraph(f"{shown.name}. {shown.chosen}", "lead"),
        facts(shown.summary),
        space(4),
        heading("Learning", 2),
        paragraph("Newest first.", "small"),
    ]
    columns = ("When", "What", "Outcome", "Time", "Reflection")
    if shown.rows:
        story.append(table(columns, shown.rows, widths=(36, 60, 25, 27, 22)))
    else:
        story.append(paragraph("No learning is recorded for this choice."))
    if shown.reflections:
        story += [heading("Reflections", 2)]
    for each in shown.reflections:
        story += [heading(each.title, 3), paragraph(each.when, "small")]
        for question, answer in each.answers:
            story += [at_least(24), paragraph(question, "label"), paragraph(answer)]
    story += [space(4), paragraph(f"Printed on {shown.printed}.", "small")]
    return build_pdf(story, title=f"CPD record of {shown.name}", subject=shown.chosen)
