"""The templates the Academy ships (DOMAIN 5, T1 to T8 and their variants), as data for `sync_templates`.

Prose of our own, to be improved by editors: once a template stands, their words win.
"""

from typing import Any

from supervision.shipped.agreement import AGREEMENT
from supervision.shipped.appraisal import APPRAISAL
from supervision.shipped.case import CASES
from supervision.shipped.group import GROUP
from supervision.shipped.individual import INDIVIDUAL
from supervision.shipped.newly_qualified import NEWLY_QUALIFIED
from supervision.shipped.note import NOTE
from supervision.shipped.wellbeing import WELLBEING

TEMPLATES: tuple[dict[str, Any], ...] = (
    *INDIVIDUAL,
    *CASES,
    GROUP,
    NEWLY_QUALIFIED,
    AGREEMENT,
    WELLBEING,
    APPRAISAL,
    NOTE,
)
