"""Words saved while they are typed, for one's own forms: a reflection, a piece (`foundation.drafting.private`)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from foundation.drafting import private
from foundation.drafting.answering import face, posted
from foundation.drafting.filling import fill
from foundation.drafting.saving import DraftTooLong, Saved

NOT_WORDS = frozenset({"key", "version"})
"""Hidden boxes that belong to the page, not to what is written."""


@dataclass(frozen=True, slots=True)
class InHand:
    """`context` is for the page: the draft's face, what another window changed, and whether unsaved words are shown.

    `clash` says that another window changed the same boxes: nothing is saved before somebody has looked.
    """

    context: dict[str, Any]
    clash: bool = False


def in_hand(request: HttpRequest, form: forms.Form, place: str) -> InHand:
    """Fill an opened form with the words kept at a place; keep those of a form that was sent."""
    address = private.url(place)
    if request.method != "POST":
        draft = private.find(request.user, place)
        if draft is not None:
            fill(form, draft.boxes)
        shown = bool(draft and draft.words)
        return InHand({"draft": face(address, draft), "conflicts": [], "unsaved": shown})
    kept = private.open_one(request.user, place)
    try:
        saved = posted(request, kept, besides=NOT_WORDS) if kept else None
    except DraftTooLong:
        saved = None  # the form's own limits say what to shorten
    conflicts = _conflicts(form, saved)
    return InHand({"draft": face(address, None, saved), "conflicts": conflicts}, clash=bool(conflicts))


def forgotten(request: HttpRequest, place: str) -> bool:
    """Whether the press was to throw the kept words away; then they are gone."""
    if request.method != "POST" or "forget" not in request.POST:
        return False
    private.finish(request.user, place)
    return True


def _conflicts(form: forms.Form, saved: Saved | None) -> list[tuple[str, str, Any]]:
    """What was asked, one's own words, and what stands there from another window."""
    found = []
    for name, theirs in (saved.conflicts if saved else {}).items():
        field = form.fields.get(name.partition("-")[0]) or form.fields.get(name)
        found.append((str(field.label) if field else name, form.data.get(name, ""), theirs))
    return found
