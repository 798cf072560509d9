"""What passes to a new supervisor once their agreement is signed: dates ahead and open actions, no word of the past.

Of the past they read the agreement, and management and learning sections of the months the policy says
(`rules.access`: new supervisor); the former supervisor reads nothing new (DOMAIN 9).
"""

from datetime import datetime
from typing import Any

from supervision.models import Agreement, Meeting, Record
from supervision.section_classes import PERSONAL, WELLBEING
from workforce.actions import agreed_actions
from workforce.actions.agreed_actions import Reader
from workforce.models import AgreedAction


def pass_on(*, before: Agreement, after: Agreement, by: Any, at: datetime) -> None:
    """From one agreement of somebody to the next, with another supervisor."""
    ahead = Meeting.objects.ahead(at).filter(supervisee=after.supervisee_id, supervisor=before.supervisor_id)
    ahead.order_by().update(supervisor=after.supervisor_id, agreement=after.pk, stands_in_for=None, changed_at=at)
    for action in _open_actions(before):
        agreed_actions.open_to(action=action, readers=[Reader(after.supervisor, may_settle=True)], by=by, at=at)
        if action.owner_id != before.supervisor_id:
            agreed_actions.close_to(action=action, people=[before.supervisor], by=by, at=at)


def _open_actions(before: Agreement) -> list[AgreedAction]:
    """Of the records of the two; what was agreed about something personal stays where it is."""
    records = Record.objects.filter(
        meeting__supervisee=before.supervisee_id, meeting__supervisor=before.supervisor_id
    ).values_list("public_id", flat=True)
    sources = tuple(f"supervision:record:{key}:" for key in records)
    rows = AgreedAction.objects.open().filter(source__startswith="supervision:record:")
    of_two = rows.filter(owner__in=(before.supervisee_id, before.supervisor_id)).order_by("pk")
    return [row for row in of_two if row.source.startswith(sources) and row.visibility not in (PERSONAL, WELLBEING)]
