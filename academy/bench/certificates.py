"""A thousand certificates, issued and drawn, against ReportLab alone drawing the same page."""

from collections.abc import Iterator

from django.utils import timezone

from academy.bench.cpu import per_call, ratio
from academy.bench.plain_pdf import plain_certificate
from academy.bench.table import Ratio
from cpd_records.actions.certificates import issue
from cpd_records.models import CpdRecord
from cpd_records.pdf.certificate import CertificateFacts, certificate_pdf
from cpd_records.presenters.certificates import facts

CALLS, ROUNDS = 140, 7
"""Together about a thousand, warming up included."""
ADDRESS = "https://academy.example.org/verify/{code}/"


def measure() -> Iterator[Ratio]:
    """Issuing (a row and its log entry), phrasing and drawing, against drawing alone."""
    records = iter(list(CpdRecord.objects.select_related("person").order_by("pk")[: ROUNDS * (CALLS + 2)]))
    shown = _one(next(iter(CpdRecord.objects.order_by("-pk")[:1])))

    def plain() -> float:
        return per_call(lambda: plain_certificate(shown), calls=CALLS)

    found = ratio(lambda: per_call(lambda: certificate_pdf(_one(next(records))), calls=CALLS), plain, rounds=ROUNDS)
    yield Ratio("1,000 certificates against ReportLab alone", found, 1.5, note="a row and a log entry each included")


def _one(record: CpdRecord) -> CertificateFacts:
    certificate = issue(record=record, by=None, at=timezone.now())
    return facts(certificate, ADDRESS.format(code=certificate.code))
