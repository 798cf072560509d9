"""A certificate's page drawn with ReportLab alone: its canvas, its tables, the same typefaces and code."""

from io import BytesIO
from itertools import groupby
from typing import Any

import segno
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from cpd_records.pdf.certificate import CertificateFacts
from foundation.letterhead.mark import draw_mark
from foundation.letterhead.style import SANS_ITALIC, SERIF, centred_style, styles

SIZE = landscape(A4)
SIDE = 32 * mm


def plain_certificate(shown: CertificateFacts) -> bytes:
    """The page as anybody would write it who has only ReportLab at hand."""
    target = BytesIO()
    rows = [
        ("Date", shown.when),
        ("Learning time", shown.time),
        ("Learning approach", shown.methodologies),
        ("Issued", shown.issued),
        ("Certificate code", shown.code),
        ("Check it at", shown.address),
    ]
    words = [[Paragraph(label, styles()["label"]), Paragraph(value, styles()["body"])] for label, value in rows]
    story = [
        Paragraph("This is to certify that", centred_style("lead")),
        Paragraph(shown.holder, centred_style("display")),
        Paragraph("completed", centred_style("lead")),
        Paragraph(shown.title, centred_style("heading1")),
        Spacer(1, 6 * mm),
        Table(words, colWidths=[38 * mm, 120 * mm]),
    ]
    document = SimpleDocTemplate(target, pagesize=SIZE, title=shown.title, topMargin=52 * mm, bottomMargin=24 * mm)
    document.build(story, onFirstPage=lambda canvas, _: _around(canvas, shown))
    return target.getvalue()


def _around(canvas: Any, shown: CertificateFacts) -> None:
    width, height = SIZE
    canvas.roundRect(9 * mm, 9 * mm, width - 18 * mm, height - 18 * mm, 4 * mm)
    canvas.roundRect(11.5 * mm, 11.5 * mm, width - 23 * mm, height - 23 * mm, 3 * mm)
    draw_mark(canvas, (width - 18 * mm) / 2, height - 36 * mm, 18 * mm)
    canvas.setFont(SERIF, 15)
    canvas.drawCentredString(width / 2, height - 44 * mm, "Rotherham Learning Academy")
    canvas.setFont(SANS_ITALIC, 9.5)
    canvas.drawCentredString(width / 2, 16 * mm, "Would this be good enough for my child and family?")
    _code(canvas, shown.address)


def _code(canvas: Any, address: str) -> None:
    rows = segno.make(address, error="m", micro=False).matrix
    module = SIDE / len(rows)
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                canvas.rect(
                    200 * mm + x * module, 30 * mm + SIDE - y * module, length * module, module, stroke=0, fill=1
                )
            x += length
