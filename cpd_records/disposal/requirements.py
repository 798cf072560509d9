"""Cycles of required learning of one human: totals, a tombstone for each cycle, then nothing."""

from collections.abc import Collection

from cpd_records import past
from cpd_records.disposal.keeping import keep
from cpd_records.models import Exemption, RequirementPeriod, RequirementReminder, RequirementTotal
from cpd_records.retention import REQUIREMENTS
from foundation.disposal.graves import Grave

SEALED = ("code", "cycle", "window_opens_on", "due_on", "completed_on", "valid_from", "valid_until", "evidence")


def bury_requirements(person_ids: Collection[int], grave: Grave) -> None:
    """Reminders hang on cycles; exemptions hold a typed reason."""
    if not grave.wants(REQUIREMENTS):
        return
    periods = RequirementPeriod.objects.filter(person__in=person_ids)
    keep(RequirementTotal, (*past.GROUP, "code"), past.cycles_of(periods))
    for row in periods.order_by("pk").values("public_id", *SEALED):
        place = f"cycle:{row.pop('public_id')}"
        grave.tombstone(record_class=REQUIREMENTS, place=place, content=[row])
    exemptions = Exemption.objects.filter(person__in=person_ids)
    cycles, let_off = list(periods.values_list("pk", flat=True)), list(exemptions.values_list("pk", flat=True))
    grave.remove(RequirementReminder.objects.filter(period__in=periods), record_class=REQUIREMENTS)
    grave.remove(periods, record_class=REQUIREMENTS)
    grave.remove(exemptions, record_class=REQUIREMENTS)
    grave.forget_words_about(RequirementPeriod, cycles)
    grave.forget_words_about(Exemption, let_off)
