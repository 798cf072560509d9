"""A certificate of completed learning: one page on the Academy's letterhead; and many in one file to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.letterhead import Story, build_pdf, centred, facts, new_page, qr_code, side_by_side, space


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What the paper says, phrased already. `address` is where anybody can check the code."""

    holder: str
    title: str
    when: str
    time: str
    methodologies: str
    issued: str
    code: str
    address: str
    until: str = ""


def certificate_pdf(shown: CertificateFacts) -> bytes:
    """The finished PDF, always one page: the longest names and titles are set smaller.

    The QR code opens the address that checks it.
    """
    title, subject = f"Certificate: {shown.title}", f"Issued to {shown.holder}"
    return build_pdf(_page(shown), title=title, subject=subject, layout="certificate")


def certificates_pdf(shown: Sequence[CertificateFacts], *, title: str) -> bytes:
    """Each on its page, in the order they are handed in, as one file."""
    story: Story = []
    for number, each in enumerate(shown):
        story += [new_page()] if number else []
        story += _page(each)
    return build_pdf(story, title=title, layout="certificate")


def _page(shown: CertificateFacts) -> Story:
    rows = [("Date", shown.when), ("Learning time", shown.time)]
    rows += [("Learning approach", shown.methodologies)] if shown.methodologies else []
    rows += [("In date until", shown.until)] if shown.until else []
    rows += [("Issued", shown.issued), ("Certificate code", shown.code), ("Check it at", shown.address)]
    return [
        space(5),
        centred("This is to certify that", "lead"),
        centred(shown.holder, "display" if len(shown.holder) <= 40 else "heading2"),
        centred("completed", "lead"),
        centred(shown.title, "heading1" if len(shown.title) <= 90 else "heading3"),
        space(8),
        side_by_side([facts(rows, label_width=38)], [qr_code(shown.address, side=32)], right_width=42),
    ]
