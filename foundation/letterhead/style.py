"""Typefaces, colours and text styles of our PDFs; colours are those of static/scss/_tokens.scss.

Source Sans Pro and Source Serif Pro (Adobe, SIL Open Font Licence 1.1, beside the files in `fonts/`)
are embedded, so that a PDF looks the same everywhere and names with any Latin, Greek or Cyrillic
letter can be written.
"""

from functools import cache
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
SANS, SANS_BOLD, SANS_ITALIC, SERIF = "AcademySans", "AcademySans-Bold", "AcademySans-Italic", "AcademySerif"
FILES = {
    SANS: "SourceSansPro-Regular.ttf",
    SANS_BOLD: "SourceSansPro-Semibold.ttf",
    SANS_ITALIC: "SourceSansPro-It.ttf",
    SERIF: "SourceSerifPro-Semibold.ttf",
}

PINE = HexColor("#17463f")
APRICOT = HexColor("#f0a35e")
MINT = HexColor("#8fc9b6")
BLUSH = HexColor("#f3d9e2")
CREAM = HexColor("#f6efe3")
WHITE = HexColor("#ffffff")
INK = HexColor("#1d2523")
MUTED = HexColor("#4d5956")
LINE = HexColor("#d9d2c5")


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Every text style by name; the typefaces are loaded on first use."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=SANS_BOLD, italic=SANS_ITALIC, boldItalic=SANS_BOLD)
    body = ParagraphStyle("body", fontName=SANS, fontSize=11, leading=15.5, textColor=INK, spaceAfter=6)
    made = [
        body,
        ParagraphStyle("small", body, fontSize=9, leading=12.5, textColor=MUTED),
        ParagraphStyle("lead", body, fontSize=13, leading=18),
        ParagraphStyle("label", body, fontName=SANS_BOLD, fontSize=9.5, leading=13, textColor=MUTED, spaceAfter=1),
        ParagraphStyle("cell", body, fontSize=9.5, leading=12.5, spaceAfter=0),
        ParagraphStyle("column", body, fontName=SANS_BOLD, fontSize=9.5, leading=12.5, spaceAfter=0, textColor=PINE),
        ParagraphStyle("quote", body, fontName=SANS_ITALIC, fontSize=11, leading=16, textColor=PINE),
        _heading("heading1", 24, 29, 14),
        _heading("heading2", 16, 20, 12),
        _heading("heading3", 12.5, 16, 9),
        ParagraphStyle("display", body, fontName=SERIF, fontSize=34, leading=40, textColor=PINE, spaceAfter=8),
    ]
    return {style.name: style for style in made}


def _heading(name: str, size: float, leading: float, before: float) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=SERIF,
        fontSize=size,
        leading=leading,
        textColor=PINE,
        spaceBefore=before,
        spaceAfter=leading / 4,
        keepWithNext=True,
    )


def centred_style(name: str) -> ParagraphStyle:
    """A style set in the middle of the line."""
    return ParagraphStyle(f"{name}-centred", styles()[name], alignment=TA_CENTER)
