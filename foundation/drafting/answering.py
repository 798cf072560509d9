"""The protocol between a page and its draft.

The page's module sends POST, JSON: {"seen": 3, "boxes": {"experience": ["…"], "pressure": ["visits", "court"]}}
and gets {"version", "said", "fresh", "conflicts"}, both {name: {"values", "who", "when"}}:
200 when all was kept, 409 when some boxes were not. 401: sign in again, keep typing. 404: not yours, or gone.
413, 400: `said` says why. A GET answers with what is kept: {"version", "said", "boxes"}.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from foundation.drafting.saving import LONGEST, Boxes, DraftTooLong, Saved, Theirs, save
from foundation.models import WordsInHand

SEEN_BOX = "draft_seen"
"""The hidden box that says, in a form sent without script, which version the page showed."""
SIGN_IN = "You have been signed out. Sign in again and what you wrote is sent."
GONE = "This cannot be saved here any more: it has been sent, or is not yours to write."
NOT_UNDERSTOOD = "What was sent could not be read. Reload the page; your words are kept on this computer."
QUIET = frozenset({"csrfmiddlewaretoken", SEEN_BOX})
ASIDE = "aside-"
"""Begins the names of boxes that are sent with a draft's form but are no part of it, and are never kept."""

Finder = Callable[[HttpRequest], WordsInHand | None]


@dataclass(frozen=True, slots=True)
class DraftFace:
    """What the form of a draft shows: `components/draft_attrs.html` and `components/draft_status.html`."""

    url: str
    seen: int = 0
    said: str = ""
    conflicts: Mapping[str, Theirs] | None = None


def face(url: str, draft: WordsInHand | None, saved: Saved | None = None) -> DraftFace:
    """For a page that opens the draft, or shows it again after `posted`."""
    if saved is not None:
        return DraftFace(url, saved.version, saved.said, saved.conflicts)
    return DraftFace(url, draft.version, said_of(draft)) if draft else DraftFace(url)


def answer(request: HttpRequest, find: Finder) -> HttpResponse:
    """The whole endpoint; `find` gives the row if this user may write it now."""
    if not request.user.is_authenticated:
        return _said(401, SIGN_IN)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    draft = find(request)
    if draft is None:
        return _said(404, GONE)
    if request.method != "POST":
        return _reply(200, version=draft.version, said=said_of(draft), boxes=draft.boxes)
    return _keep(request, draft)


def _keep(request: HttpRequest, draft: WordsInHand) -> HttpResponse:
    try:
        seen, boxes = _read(request)
        saved = save(draft=draft, boxes=boxes, seen=seen, by=request.user, at=timezone.now())
    except DraftTooLong as refusal:
        return _said(413, str(refusal))
    except (TypeError, ValueError):
        return _said(400, NOT_UNDERSTOOD)
    fresh, conflicts = _plain(saved.fresh), _plain(saved.conflicts)
    status = 409 if conflicts else 200
    return _reply(status, version=saved.version, said=saved.said, fresh=fresh, conflicts=conflicts)


def posted(request: HttpRequest, draft: WordsInHand, besides: Collection[str] = ()) -> Saved:
    """Save a form that was sent in the ordinary way, before the view judges it; conflicts are for the page
    to show (`components/draft_conflicts.html`). `besides` are hidden boxes of the page's own, never words.
    Raises DraftTooLong."""
    seen = request.POST.get(SEEN_BOX, "")
    boxes = {name: values for name, values in request.POST.lists() if _is_kept(name) and name not in besides}
    cleared: dict[str, list[str]] = {name: [] for name in draft.words if name not in boxes}
    known = int(seen) if seen.isdecimal() else draft.version
    return save(draft=draft, boxes=boxes | cleared, seen=known, by=request.user, at=timezone.now())


def said_of(draft: WordsInHand) -> str:
    """ "Saved at 14:32", or nothing where nothing was."""
    return f"Saved at {timezone.localtime(draft.saved_at):%H:%M}" if draft.saved_at else ""


def _read(request: HttpRequest) -> tuple[int, Boxes]:
    """Raises ValueError or TypeError for anything but the shape above."""
    if len(request.body) > LONGEST * 8:
        raise DraftTooLong("This is more than one record holds.")
    sent = json.loads(request.body)
    seen, boxes = (sent.get("seen"), sent.get("boxes")) if isinstance(sent, dict) else (None, None)
    if not isinstance(boxes, dict) or type(seen) is not int:
        raise TypeError("boxes and seen")
    if not all(isinstance(values, list) and all(isinstance(each, str) for each in values) for values in boxes.values()):
        raise TypeError("values")
    return seen, {str(name)[:200]: values for name, values in boxes.items() if _is_kept(name)}


def _is_kept(name: str) -> bool:
    return name not in QUIET and not name.startswith(ASIDE)


def _plain(boxes: Mapping[str, Theirs]) -> dict[str, Any]:
    return {name: asdict(each) for name, each in boxes.items()}


def _said(status: int, said: str) -> JsonResponse:
    return _reply(status, said=said)


def _reply(status: int, **data: Any) -> JsonResponse:
    return JsonResponse(data, status=status, headers={"Cache-Control": "private, no-store"})
