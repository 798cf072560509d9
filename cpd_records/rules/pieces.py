"""Questions of registration bodies, when a piece answers them, and when two pieces are different."""

from typing import Any

QUESTIONS: dict[str, tuple[str, str]] = {
    "kind": ("kind", "Type of CPD"),
    "activity": ("activity", "What the activity was, and how it is relevant to my role"),
    "date": ("happened_on", "Date"),
    "learned": ("learned", "What I learned"),
    "impact": ("impact", "What impact it has had, or will have, on my practice"),
    "peer": ("peer", "Peer reflection: what a colleague and I made of it"),
}
"""By code: the field that holds the answer, and the question as pages ask it."""
OPTIONAL = frozenset({"peer"})


def questions_of(rule: Any) -> list[tuple[str, str, str]]:
    """(code, field, question) in the body's own order; all of them where it names none."""
    codes = [code for code in (rule.questions if rule else []) if code in QUESTIONS] or list(QUESTIONS)
    return [(code, *QUESTIONS[code]) for code in codes]


def unanswered(piece: Any, rule: Any) -> list[str]:
    """Questions that are still to answer before it counts; peer reflection is counted apart."""
    asked = [(field, words) for code, field, words in questions_of(rule) if code not in OPTIONAL]
    return [words for field, words in asked if not _said(getattr(piece, field))]


def is_whole(piece: Any, rule: Any) -> bool:
    """Whether every question that has to be is answered."""
    return not unanswered(piece, rule)


def same_words(one: Any, other: Any) -> bool:
    """Whether two pieces tell the same learning: then they are not two different ones."""
    return bool(_plain(one.learned)) and _plain(one.learned) == _plain(other.learned)


def _said(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
