"""Who may read what of supervision, by which way out: DOMAIN 9's matrix as data, and the one question asked of it."""

from supervision.rules.access.asking import Answer, Record, Standing, answer, may, sections_open
from supervision.rules.access.matrix import MATRIX, Condition
from supervision.rules.access.names import SECTIONS, Capacity, Thing, Way

__all__ = [
    "MATRIX",
    "SECTIONS",
    "Answer",
    "Capacity",
    "Condition",
    "Record",
    "Standing",
    "Thing",
    "Way",
    "answer",
    "may",
    "sections_open",
]
