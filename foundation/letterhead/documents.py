"""The page around the content: mark, name, guiding question, page numbers, metadata."""

from io import BytesIO
from typing import Any, Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from foundation.letterhead.mark import draw_mark
from foundation.letterhead.parts import Heading, Story
from foundation.letterhead.style import APRICOT, LINE, MUTED, PINE, SANS, SANS_ITALIC, SERIF, styles

Layout = Literal["portrait", "landscape", "certificate"]
ACADEMY = "Rotherham Learning Academy"
QUESTION = "Would this be good enough for my child and family?"
MARGIN = 20 * mm
HEAD, FOOT = 34 * mm, 24 * mm
MARK = 13 * mm


class _NumberedCanvas(Canvas):
    """Holds finished pages back until their number is known, then writes "Page 2 of 5" on each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    numbered = True

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """Keep the page for later."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Number the pages and write them."""
        total = len(self._pages)
        for page in self._pages:
            self.__dict__.update(page)
            if total > 1 and self.numbered:
                self._number(total)
            super().showPage()
        super().save()

    def _number(self, total: int) -> None:
        self.setFont(SANS, 9)
        self.setFillColor(MUTED)
        self.drawRightString(self._pagesize[0] - MARGIN, 12 * mm, f"Page {self._pageNumber} of {total}")


class _CertificateCanvas(_NumberedCanvas):
    """Each page is a paper of its own, though many come in one file."""

    numbered = False


class _Document(BaseDocTemplate):
    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # ReportLab's name
        """Put every heading into the outline, never skipping a level."""
        if not isinstance(flowable, Heading):
            return
        level = min(flowable.outline_level - 1, self.deepest + 1)
        self.deepest = level
        key = f"heading-{self.page}-{id(flowable)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.outline_text, key, level=level, closed=False)

    deepest = -1


def build_pdf(story: Story, *, title: str, subject: str = "", layout: Layout = "portrait") -> bytes:
    """The finished PDF: A4, with title, language, author and an outline of its headings.

    A certificate is a landscape page with a border and without a number, its letterhead in the middle.
    """
    styles()
    size = A4 if layout == "portrait" else landscape(A4)
    target = BytesIO()
    document = _Document(
        target, pagesize=size, title=title, author=ACADEMY, subject=subject, creator=ACADEMY, lang="en-GB"
    )
    head = 52 * mm if layout == "certificate" else HEAD
    margin = 30 * mm if layout == "certificate" else MARGIN
    frame = Frame(
        margin, FOOT, size[0] - 2 * margin, size[1] - head - FOOT, leftPadding=0, rightPadding=0, topPadding=0
    )
    draw = _draw_certificate if layout == "certificate" else _draw_page
    document.addPageTemplates([PageTemplate(id=layout, frames=[frame], onPage=draw)])
    document.build(story, canvasmaker=_CertificateCanvas if layout == "certificate" else _NumberedCanvas)
    return target.getvalue()


def _draw_page(canvas: Any, document: Any) -> None:
    width, height = canvas._pagesize
    canvas.saveState()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    draw_mark(canvas, MARGIN, height - 12 * mm - MARK, MARK)
    canvas.setFillColor(PINE)
    canvas.setFont(SERIF, 15)
    canvas.drawString(MARGIN + MARK + 4 * mm, height - 20 * mm, ACADEMY)
    canvas.setStrokeColor(APRICOT)
    canvas.setLineWidth(1.5)
    canvas.line(MARGIN, height - 29 * mm, width - MARGIN, height - 29 * mm)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 18 * mm, width - MARGIN, 18 * mm)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS_ITALIC, 9)
    canvas.drawString(MARGIN, 12 * mm, QUESTION)
    canvas.restoreState()


def _draw_certificate(canvas: Any, document: Any) -> None:
    width, height = canvas._pagesize
    canvas.saveState()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setStrokeColor(PINE)
    canvas.setLineWidth(2.5)
    canvas.roundRect(9 * mm, 9 * mm, width - 18 * mm, height - 18 * mm, 4 * mm)
    canvas.setStrokeColor(APRICOT)
    canvas.setLineWidth(0.8)
    canvas.roundRect(11.5 * mm, 11.5 * mm, width - 23 * mm, height - 23 * mm, 3 * mm)
    draw_mark(canvas, (width - 18 * mm) / 2, height - 36 * mm, 18 * mm)
    canvas.setFillColor(PINE)
    canvas.setFont(SERIF, 15)
    canvas.drawCentredString(width / 2, height - 44 * mm, ACADEMY)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS_ITALIC, 9.5)
    canvas.drawCentredString(width / 2, 16 * mm, QUESTION)
    canvas.restoreState()
