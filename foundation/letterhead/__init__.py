"""The Academy's letterhead for every PDF: data in, bytes out; ReportLab stays behind it.

story = [heading("Allowance statement"), paragraph("…"), facts([("Name", "…")])]
content = build_pdf(story, title="Allowance statement")
"""

from foundation.letterhead.documents import Layout, build_pdf
from foundation.letterhead.parts import (
    Story,
    at_least,
    centred,
    facts,
    heading,
    new_page,
    paragraph,
    qr_code,
    side_by_side,
    space,
    table,
    together,
)

__all__ = [
    "at_least",
    "Layout",
    "Story",
    "build_pdf",
    "centred",
    "facts",
    "heading",
    "new_page",
    "paragraph",
    "qr_code",
    "side_by_side",
    "space",
    "table",
    "together",
]
