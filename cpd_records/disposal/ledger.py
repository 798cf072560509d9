"""The allowance ledger of one human: totals, a tombstone for each year, then nothing."""

from collections.abc import Collection

from cpd_records import past
from cpd_records.disposal.keeping import keep
from cpd_records.models import Account, LedgerEntry, LedgerTotal
from cpd_records.retention import LEDGER
from foundation.disposal.graves import Grave

SEALED = ("kind", "from_bucket", "to_bucket", *past.AMOUNTS, "excess_minutes", "source", "cycle", "effective_on", "at")
"""What the digest of a year is made of, entry by entry in the order they were posted, with the reason."""


def bury_ledger(person_ids: Collection[int], grave: Grave) -> None:
    """Their accounts are locked first, as everything that moves time locks them."""
    if not grave.wants(LEDGER):
        return
    accounts = list(Account.objects.filter(person__in=person_ids).order_by("pk").select_for_update())
    entries = LedgerEntry.objects.filter(account__in=accounts)
    keep(LedgerTotal, past.LEDGER_KEY, past.ledger_of(entries))
    for account in accounts:
        rows = entries.filter(account=account).order_by("pk").values(*SEALED, "reason")
        grave.tombstone(record_class=LEDGER, place=f"account:{account.pk}", content=rows)
    grave.remove(entries, record_class=LEDGER)
    grave.forget_words_about(Account, [account.pk for account in accounts])
    grave.remove(Account.objects.filter(pk__in=[account.pk for account in accounts]), record_class=LEDGER)
