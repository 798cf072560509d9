"""A portfolio phrased for paper, and the evidence in it."""

from datetime import date

from cpd_records.models import AsyeEnrolment, AsyeEvidence
from cpd_records.pdf.portfolio import EvidenceFacts, PortfolioFacts
from cpd_records.presenters.asye.programme import Programme, coverage
from foundation.british_dates import long_date


def pieces(row: AsyeEnrolment) -> list[AsyeEvidence]:
    """What stands in the portfolio, newest first, with outcomes; two queries."""
    return list(row.evidence.standing().select_related("by").prefetch_related("outcomes"))


def portfolio_facts(shown: Programme, row: AsyeEnrolment, today: date) -> PortfolioFacts:
    """What the paper says."""
    evidence = pieces(row)
    figure, rest = shown.bar.headline
    return PortfolioFacts(
        name=shown.name,
        made=long_date(today),
        summary=[
            ("Programme", f"{shown.begins} to {shown.last_day}"),
            ("State", shown.panel or shown.stage),
            ("Assessor", shown.assessor or "Nobody named yet"),
            ("Observations of practice", shown.observations),
            ("Protected time", f"{figure} {rest}"),
        ],
        sums=[shown.whole, *([shown.shortfall] if shown.shortfall else [])],
        reviews=[(line.name, line.due, line.words, line.progress, line.note) for line in shown.reviews],
        changes=[(words, change.reason) for change, words in shown.changes],
        coverage=[(term.name, str(count)) for term, count in coverage(evidence, today)],
        evidence=[
            EvidenceFacts(
                title=piece.title,
                kind=piece.get_kind_display(),
                on=long_date(piece.on),
                words=piece.words,
                outcomes=", ".join(term.name for term in piece.outcomes.all()),
            )
            for piece in evidence
        ],
    )
