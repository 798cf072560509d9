"""A certificate of completed learning: one page on the Academy's letterhead."""

from dataclasses import dataclass

from foundation.letterhead import build_pdf, centred, facts, qr_code, side_by_side, space


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
    rows = [("Date", shown.when), ("Learning time", shown.time)]
    rows += [("Learning approach", shown.methodologies)] if shown.methodologies else []
    rows += [("In date until", shown.until)] if shown.until else []
    rows += [("Issued", shown.issued), ("Certificate code", shown.code), ("Check it at", shown.address)]
    story = [
        space(5),
        centred("This is to certify that", "lead"),
        centred(shown.holder, "display" if len(shown.holder) <= 40 else "heading2"),
        centred("completed", "lead"),
        centred(shown.title, "heading1" if len(shown.title) <= 90 else "heading3"),
        space(8),
        side_by_side([facts(rows, label_width=38)], [qr_code(shown.address, side=32)], right_width=42),
    ]
    return build_pdf(
        story, title=f"Certificate: {shown.title}", subject=f"Issued to {shown.holder}", layout="certificate"
    )
