"""What a document is made of: text, facts, tables, codes. Every text is taken as plain text."""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

import segno
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table, TableStyle

from foundation.letterhead.style import CREAM, INK, LINE, centred_style, styles

Story = list[Flowable]


class Heading(Paragraph):
    """A heading that also stands in the PDF's outline, so that long documents can be navigated."""

    def __init__(self, text: str, level: int, style: Any) -> None:
        super().__init__(escape(text), style)
        self.outline_text, self.outline_level = text, level


class QrCode(Flowable):
    """A QR code drawn as vectors: sharp at any size, made here and sent nowhere."""

    def __init__(self, content: str, side: float) -> None:
        super().__init__()
        self.rows = [bytes(row) for row in segno.make(content, error="m", micro=False).matrix]
        self.side = self.width = self.height = side

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Its side, however much room there is."""
        return self.side, self.side

    def draw(self) -> None:
        """One rectangle for each run of dark modules, in one path, measured in modules: whole numbers are short."""
        across = len(self.rows)
        self.canv.setFillColor(INK)
        self.canv.scale(self.side / across, self.side / across)
        runs = [
            f"{start} {across - 1 - index} {length} 1 re"
            for index, row in enumerate(self.rows)
            for start, length in _runs(row)
        ]
        self.canv.addLiteral(" ".join([*runs, "f"]))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """(start, length) of every run of dark modules."""
    found, start = [], None
    for index, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            found.append((start, index - start))
            start = None
    return found


def heading(text: str, level: int = 1) -> Flowable:
    """A heading of level 1 to 3."""
    return Heading(text, level, styles()[f"heading{level}"])


def paragraph(text: str, style: str = "body") -> Flowable:
    """A paragraph in one of the named styles: body, lead, small, label, quote, display."""
    return Paragraph(_escaped(text), styles()[style])


def centred(text: str, style: str = "body") -> Flowable:
    """The same, in the middle of the line."""
    return Paragraph(_escaped(text), centred_style(style))


def facts(pairs: Iterable[tuple[str, str]], *, label_width: float = 45) -> Flowable:
    """What is what, one a line; the labels take `label_width` millimetres."""
    rows = [[paragraph(label, "label"), paragraph(value, "cell")] for label, value in pairs]
    made = Table(rows, colWidths=[label_width * mm, None], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ]
        )
    )
    return made


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    widths: Sequence[float] | None = None,
    numbers: Sequence[int] = (),
    boxes: float = 0,
) -> Flowable:
    """A table whose headings repeat on every page. `widths` are millimetres; `numbers` are the
    columns set to the right. `boxes` draws every cell as a box that many millimetres high, to write in."""
    cells = [[paragraph(str(text), "column") for text in headings]]
    cells += [[paragraph("" if value is None else str(value), "cell") for value in row] for row in rows]
    columns = [width * mm for width in widths] if widths else None
    heights = [None, *[boxes * mm] * (len(cells) - 1)] if boxes else None
    made = Table(cells, colWidths=columns, rowHeights=heights, repeatRows=1, hAlign="LEFT")
    if boxes:
        made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, LINE)]))
    made.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), CREAM),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if boxes else "TOP"),
            ]
        )
    )
    for row in cells:
        for column in numbers:
            row[column].style = _right_aligned(row[column].style)
    return made


def _right_aligned(style: Any) -> Any:
    return style.clone(f"{style.name}-right", alignment=2)


def qr_code(content: str, *, side: float = 28) -> Flowable:
    """A QR code of an address, `side` millimetres square."""
    return QrCode(content, side * mm)


def side_by_side(left: Story, right: Story, *, right_width: float) -> Flowable:
    """Two columns, the right one `right_width` millimetres wide."""
    made = Table([[left, right]], colWidths=[None, right_width * mm])
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)]))
    return made


def together(story: Story) -> Flowable:
    """Parts that must not be torn apart by the end of a page."""
    return KeepTogether(story)


def space(height: float = 5) -> Flowable:
    """Room, in millimetres."""
    return Spacer(1, height * mm)


def at_least(height: float) -> Flowable:
    """What follows begins a new page where fewer millimetres are left: no question parted from its answer."""
    return CondPageBreak(height * mm)


def new_page() -> Flowable:
    """What follows begins a page."""
    return PageBreak()


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
