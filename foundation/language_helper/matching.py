"""Which words of a text the list speaks to: whole words, whatever their case, the longest first; pure.

"contact" is offered "family time", while "contact number" is left alone, because what the list says a
word is not meant in stands in the same pattern and is met first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

QUOTED = r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)"


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of the list."""

    phrase: str
    instead: str
    why: str = ""
    forms: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that was found, as it was written, and what the list says."""

    found: str
    hint: Hint

    @property
    def said(self) -> str:
        """ "abscond → go missing, ran away: less criminal"."""
        why = f": {self.hint.why}" if self.hint.why else ""
        return f"{self.found} → {self.hint.instead}{why}"


def suggestions(text: str, book: Sequence[Hint]) -> list[Suggestion]:
    """What could be said otherwise, each line of the list once, in the order of the text."""
    pattern, hints = _pattern(tuple(book))
    seen: dict[str, Suggestion] = {}
    for match in pattern.finditer(text):
        hint = hints.get(_folded(match.group()))
        if hint is not None and hint.phrase not in seen:
            seen[hint.phrase] = Suggestion(match.group(), hint)
    return list(seen.values())


@lru_cache(maxsize=8)
def _pattern(book: tuple[Hint, ...]) -> tuple[re.Pattern[str], dict[str, Hint]]:
    hints = {_folded(words): hint for hint in book for words in (hint.phrase, *hint.forms)}
    guards = {_folded(words) for hint in book for words in hint.not_in} - hints.keys()
    words = sorted({*hints, *guards}, key=lambda each: (-len(each), each))
    inside = "|".join(_spaced(each) for each in words) or r"(?!)"
    return re.compile(rf"{QUOTED}|(?<![\w-])(?:{inside})(?![\w-])", re.IGNORECASE), hints


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(each) for each in words.split())


def plain(book: Iterable[Hint]) -> Iterator[dict[str, object]]:
    """The list as the page's module reads it."""
    for hint in book:
        yield {
            "words": [_folded(each) for each in (hint.phrase, *hint.forms)],
            "notIn": [_folded(each) for each in hint.not_in],
            "instead": hint.instead,
            "why": hint.why,
        }
