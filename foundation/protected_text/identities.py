"""A gentle word where a text may tell who a child is (DOMAIN 9: no child names, birth dates, NHS numbers).

Only likely patterns, with their first words quoted back to whoever writes; nothing is blocked, kept
or logged.
"""

import re
from collections.abc import Callable, Iterator

NAME = r"[A-Z](?:['’][A-Z])?[a-zà-öø-ÿ]+(?:-[A-Z][a-zà-öø-ÿ]+)?"
CHILD = (
    r"(?:child|children|baby|toddler|boy|girl|son|daughter|brother|sister|siblings?|twins?|young person|pupil|student"
    r"|mum|mother|dad|father|nan|carer)"
)
CALLED = r"(?:called|named|(?i:name)d? is|(?i:names) are|known as)"
FULL_NAME = re.compile(rf"\b(?i:{CALLED}|{CHILD}),?\s+(?P<found>{NAME}\s+{NAME})\b")
NOT_NAMES = re.compile(
    r"\b(?:academy|council|court|early|evolve|families|family|health|learning|police|restorative|rotherham|school"
    r"|services?|signs|social|team|virtual|yorkshire|youth|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?\s*[/.\s-]\s*(?:\d{1,2}|[A-Za-z]{3,9})\s*[/.,\s-]\s*\d{2,4}"
BIRTH = re.compile(
    rf"\b(?:born(?:\s+on)?|d\.?\s?o\.?\s?b\.?|date of birth|birthday|birth date)\W{{0,4}}(?:is\s+|was\s+|on\s+)?"
    rf"(?P<found>{DAY})",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<!\d)(?P<found>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)")
POSTCODE = re.compile(r"\b(?P<found>[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b")


def warnings(text: str) -> list[str]:
    """A sentence for each kind of thing that may tell who somebody is; none for most texts."""
    return [sentence.format(found) for found, sentence in _found(text)]


def _found(text: str) -> Iterator[tuple[str, str]]:
    for pattern, is_likely, sentence in PATTERNS:
        found = (each["found"] for each in pattern.finditer(text))
        likely = next((each for each in found if is_likely(each)), None)
        if likely:
            yield likely, sentence


def _is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS's check digit (modulus 11)."""
    numbers = [int(each) for each in digits if each.isdigit()]
    check = 11 - sum(number * weight for number, weight in zip(numbers, range(10, 1, -1), strict=False)) % 11
    return check % 11 == numbers[9] and check != 10


def _may_be_a_name(found: str) -> bool:
    return not NOT_NAMES.search(found)


PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str], bool], str], ...] = (
    (
        FULL_NAME,
        _may_be_a_name,
        "“{}” looks like somebody's full name. Use initials or the case reference, so that nobody can be recognised.",
    ),
    (BIRTH, bool, "“{}” looks like a date of birth. An age in years is enough."),
    (TEN_DIGITS, _is_nhs_number, "“{}” looks like an NHS number. Use the case reference instead."),
    (POSTCODE, bool, "“{}” looks like a postcode. Leave the address to the case system."),
)
