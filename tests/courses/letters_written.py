"""Which letters of the wordings slot were written, told by their words: several go by one kind in the outbox."""

import re
from functools import cache

from foundation import wordings
from foundation.models import OutboxMessage

PLACEHOLDER = re.compile(r"\\{[a-z_]+\\}")


def letters_written():
    """Kinds of wording that some message of the outbox is made of."""
    said = [body.strip().split("\n\n") for body in OutboxMessage.objects.values_list("body", flat=True)]
    letters = {kind: [_paragraph(text) for text in _parts(each.body)] for kind, each in wordings.definitions().items()}
    return {kind for kind, letter in letters.items() if any(_is_made_of(body, letter) for body in said)}


def _parts(body):
    return re.split(r"\n\s*\n", body.strip())


def _paragraph(text):
    """Its pattern; whether it may have been left out, as one that holds placeholders may; and whether it is one alone.

    One alone may stand for several paragraphs, such as a message somebody wrote.
    """
    words = re.escape(text.strip())
    held = PLACEHOLDER.search(words)
    return re.compile(PLACEHOLDER.sub(".*", words), re.DOTALL), bool(held), bool(PLACEHOLDER.fullmatch(words))


def _is_made_of(body, letter):
    """Paragraph by paragraph, in order."""

    @cache
    def fits(here, there):
        if there == len(letter):
            return here == len(body)
        pattern, may_go, alone = letter[there]
        if may_go and fits(here, there + 1):
            return True
        if here == len(body) or not pattern.fullmatch(body[here].strip()):
            return False
        return fits(here + 1, there + 1) or (alone and fits(here + 1, there))

    return fits(0, 0)
