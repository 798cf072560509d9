"""The daily mail: what waits for it becomes one message that holds the others, in one transaction.

Nothing is lost and nothing sent twice: a message is either waiting or bundled, and the mail that
holds it is a row of the outbox like any other, with one Message-ID however often it must be tried.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from foundation import outbox, wordings
from foundation.letters import DIGEST
from foundation.models import OutboxMessage

State = OutboxMessage.State
RULE = "-" * 60


def build_due(at: datetime) -> int:
    """Write every daily mail that is due; how many. Safe to run twice, and beside itself."""
    waiting = OutboxMessage.objects.filter(state=State.QUEUED, in_digest=True, not_before__lte=at)
    return sum(build(to_address=to, at=at) for to in sorted(set(waiting.values_list("to_address", flat=True))))


@transaction.atomic
def build(*, to_address: str, at: datetime) -> bool:
    """One address's daily mail; False where nothing is left to bundle."""
    with connection.cursor() as cursor:  # two clocks must not halve it between them
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"digest:{to_address}"])
    rows = list(
        OutboxMessage.objects.select_for_update(of=("self",))
        .select_related("recipient")
        .filter(state=State.QUEUED, in_digest=True, not_before__lte=at, to_address=to_address)
        .order_by("queued_at", "pk")
    )
    if len(rows) < 2:
        return _on_its_own(rows)
    subject, body = _text(rows)
    digest = outbox.queue(
        kind=DIGEST.kind,
        source=f"digest:{rows[0].public_id}",
        to=to_address,
        recipient=rows[0].recipient,
        subject=subject,
        body=body,
        at=at,
        at_once=True,
    )
    OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.BUNDLED, digest=digest)
    return True


def _on_its_own(rows: Sequence[OutboxMessage]) -> bool:
    """One message needs no mail around it: it leaves as it is, with the sweep that asked."""
    OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).update(in_digest=False)
    return bool(rows)


def _text(rows: Sequence[OutboxMessage]) -> tuple[str, str]:
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    listed = [f"{RULE}\n{row.subject}\n{RULE}\n\n{row.body.strip()}" for row in rows]
    values = {"count": str(len(rows)), "messages": "\n\n".join(listed), "choices_link": f"{site}/my/messages/"}
    return wordings.compose(DIGEST.kind, values)
