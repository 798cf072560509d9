"""Rewriting a letter, and going back to the text that comes with the product."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from foundation import changelog
from foundation.models import MessageWording
from foundation.wordings import UnknownWording, Wording, check, definitions


class WordingChangedMeanwhile(Exception):
    """Somebody else has saved this text since it was opened."""


@transaction.atomic
def rewrite(*, kind: str, subject: str, body: str, seen: int, by: Any, at: datetime) -> MessageWording:
    """Let letters of this kind have this text from now on; the former ones stay as its history.

    `seen` is the number of the row that was newest when the editor opened the text (0: none).
    Raises UnknownWording, BadWording, WordingChangedMeanwhile. Who may is the caller's question.
    """
    wording = _known(kind)
    check(wording, subject.strip(), body)
    return _write(kind, seen, by, at, "wording.rewritten", subject=subject.strip(), body=_tidy(body))


@transaction.atomic
def go_back(*, kind: str, seen: int, by: Any, at: datetime) -> MessageWording:
    """Use the text that comes with the product again. Raises as `rewrite` does."""
    _known(kind)
    return _write(kind, seen, by, at, "wording.shipped", shipped=True)


def newest(kind: str) -> int:
    """The number of a kind's newest row, 0 where nobody has rewritten it."""
    return MessageWording.objects.filter(kind=kind).values_list("pk", flat=True).order_by("-pk").first() or 0


def _write(kind: str, seen: int, by: Any, at: datetime, verb: str, **text: Any) -> MessageWording:
    with connection.cursor() as cursor:  # two editors of one letter, one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"wording:{kind}"])
    if newest(kind) != seen:
        raise WordingChangedMeanwhile(
            "Somebody else has saved this text since you opened it. Theirs is shown below; yours is still in the "
            "boxes. Save again to replace theirs."
        )
    row = MessageWording.objects.create(kind=kind, created_at=at, created_by=by, **text)
    changelog.record(by=by, at=at, verb=verb, subject=row, fields=["subject", "body"])
    return row


def _known(kind: str) -> Wording:
    found = definitions().get(kind)
    if found is None:
        raise UnknownWording(f"No letter is called {kind}.")
    return found


def _tidy(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
