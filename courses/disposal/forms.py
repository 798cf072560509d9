"""What people said of learning: marks and choices stay under nobody's name, words go."""

import uuid
from typing import Any

from courses.models import FormRequest, FormResponse, Quote
from courses.retention import FORMS
from foundation.disposal.graves import Grave
from foundation.disposal.letters import messages_about
from workforce.actions.nobody import nobody

KEPT_KINDS = ("scale", "choice", "choices", "yes_no")
"""Kinds of field whose answers are no words."""


def bury_forms(requests: Any, grave: Grave) -> None:
    """The person, whom it was about, the note and the words; the anonymous survey is left as it is.

    Who was asked the survey stands under the leaver's own row, which loses its name: how many were asked
    and answered is part of its result.
    """
    asked = list(requests.exclude(purpose=FormRequest.Purpose.PULSE).exclude(person=nobody()).order_by("pk"))
    keys = [each.pk for each in asked]
    if not keys:
        return
    grave.remove(messages_about([each.source for each in asked]), record_class=FORMS)
    responses = FormResponse.objects.filter(request__in=keys)
    quotes = Quote.objects.filter(response__in=responses)
    grave.forget_words_about(Quote, quotes.values_list("pk", flat=True))
    grave.remove(quotes, record_class=FORMS)
    for response in responses.select_related("version"):
        _bury_words(response, grave)
    _make_nameless(asked, grave)


def _bury_words(response: FormResponse, grave: Grave) -> None:
    content = [{"answers": response.answers, "at": response.at}]
    grave.tombstone(record_class=FORMS, place=f"form-response:{response.pk}", content=content)
    kinds = {field.id: field.kind for field in response.version.schema.fields()}
    kept = {key: value for key, value in response.answers.items() if kinds.get(key) in KEPT_KINDS}
    grave.blank(FormResponse.objects.filter(pk=response.pk), answers=kept)


def _make_nameless(asked: list[FormRequest], grave: Grave) -> None:
    who = nobody()
    for each in asked:
        each.person, each.public_id, each.note, each.asked_by = who, uuid.uuid4(), "", None
        each.about = who if each.about_id else None
    FormRequest.objects.bulk_update(asked, ["person", "about", "public_id", "note", "asked_by"], batch_size=500)
    grave.forget_words_about(FormRequest, [each.pk for each in asked])
