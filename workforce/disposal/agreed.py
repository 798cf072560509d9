"""Agreed actions of one human: words and events go, a tombstone with its digest for each."""

from collections.abc import Collection

from foundation.disposal.graves import Grave
from workforce.models import ActionEvent, ActionReader, AgreedAction

AGREED = "agreed-actions"


def bury_agreed_actions(person_ids: Collection[int], grave: Grave) -> None:
    """What was carried on to somebody else stays theirs, and no longer says from where."""
    actions = AgreedAction.objects.filter(owner__in=person_ids)
    keys = list(actions.order_by("pk").values_list("pk", flat=True))
    if not grave.wants(AGREED) or not keys:
        return
    for row in actions.order_by("pk"):
        said = [row.text, row.evidence, row.why_not, row.due_on, row.state, row.agreed_at]
        grave.tombstone(record_class=AGREED, place=f"action:{row.public_id}", content=[said])
    grave.remove(ActionEvent.objects.filter(action__in=keys), record_class=AGREED)
    grave.remove(ActionReader.objects.filter(action__in=keys), record_class=AGREED)
    carried_on = AgreedAction.objects.filter(carried_from__in=keys)
    grave.blank(carried_on, carried_from=None, times_carried=0)
    grave.forget_words_about(AgreedAction, keys)
    grave.remove(AgreedAction.objects.filter(pk__in=keys), record_class=AGREED)
