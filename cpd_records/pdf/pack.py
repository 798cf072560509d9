"""A registration pack on the Academy's letterhead: the pieces in the body's own order."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.letterhead import at_least, build_pdf, facts, heading, new_page, paragraph, space


@dataclass(frozen=True, slots=True)
class PieceOnPaper:
    """One piece: its heading, and the questions with their answers."""

    title: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PackPaper:
    """What the paper says, phrased already."""

    name: str
    body: str
    span: str
    short: str
    printed: str
    pieces: Sequence[PieceOnPaper]
    address: str = ""


NOT_YET = "Nothing written yet."


def pack_pdf(shown: PackPaper) -> bytes:
    """The finished PDF: a heading and a bookmark for each piece."""
    rows = [("Name", shown.name), ("For", shown.body), ("Counted", shown.span), ("So far", shown.short)]
    rows += [("Hand it in at", shown.address)] if shown.address else []
    story = [heading(f"CPD for {shown.body}"), facts(rows), space(4)]
    if not shown.pieces:
        story.append(paragraph("There is no piece in this pack yet."))
    for number, piece in enumerate(shown.pieces, 1):
        story += [new_page()] if number > 1 else []
        story.append(heading(f"Piece {number}: {piece.title}", 2))
        for question, answer in piece.answers:
            story += [at_least(24), paragraph(question, "label"), paragraph(answer or NOT_YET)]
    story += [space(4), paragraph(f"Printed on {shown.printed}. The Academy prepares it; you hand it in.", "small")]
    return build_pdf(story, title=f"CPD of {shown.name} for {shown.body}", subject=shown.span)


def pack_text(shown: PackPaper) -> str:
    """The same as plain text, for copying."""
    lines = [f"CPD for {shown.body}", shown.name, shown.span, shown.short, ""]
    for number, piece in enumerate(shown.pieces, 1):
        lines += [f"PIECE {number}: {piece.title}", ""]
        for question, answer in piece.answers:
            lines += [question, answer or NOT_YET, ""]
    return "\r\n".join("\n".join(lines).splitlines()) + "\r\n"
