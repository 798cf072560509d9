"""Whose join and leave times in a meeting's list are whose on the register.

By e-mail first, then by name: a name that fits two people on the register, or two e-mails on the
list, is for a human to decide.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.rules.attendance import ABSENT, PARTIAL, PRESENT, Hours


@dataclass(frozen=True, slots=True)
class Joined:
    """One line of a list: somebody was in the meeting from then to then."""

    name: str
    email: str
    came: datetime
    left: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on the register, by any key."""

    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a meeting's list, however often they joined, with the learning minutes they were there.

    `key` is whom on the register they are, empty when that is not certain; `could_be` are those whose name
    fits when it fits several.
    """

    name: str
    email: str
    minutes: int
    key: str = ""
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a list says of one person on the register."""

    key: str
    mark: str
    minutes: int


def attendees(rows: Iterable[Joined], roster: Sequence[Listed], hours: Hours) -> list[Attendee]:
    """Everybody on the list, joins merged, matched to the register."""
    spans: dict[tuple[str, str], list[tuple[datetime, datetime]]] = {}
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        who = (row.email.casefold(), "") if row.email else ("", folded(row.name))
        spans.setdefault(who, []).append((row.came, row.left))
        names.setdefault(who, row.name)
    found = [_matched(names[who], who[0], hours.learned(joins), roster) for who, joins in spans.items()]
    return sorted(found, key=lambda each: folded(each.name))


def proposals(found: Iterable[Attendee], roster: Sequence[Listed], hours: Hours, whole_percent: int) -> list[Proposal]:
    """A mark for everybody on the register: present, part of the time, or not there.

    Somebody who joined from two machines counts once, with the longer of the two. From `whole_percent`
    of the time on they are present: meetings begin late and end early, and nobody loses minutes to that.
    """
    best: dict[str, int] = {}
    for each in found:
        if each.key:
            best[each.key] = max(best.get(each.key, 0), each.minutes)
    return [proposal(listed.key, best.get(listed.key, 0), hours.learning, whole_percent) for listed in roster]


def folded(name: str) -> str:
    """A name as it is compared: no case, no accents, "Shah, Priya (Guest)" as "priya shah"."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    last, comma, first = bare.partition(",")
    turned = f"{first} {last}" if comma else bare
    plain = unicodedata.normalize("NFKD", turned).encode("ascii", "ignore").decode("ascii")
    return " ".join(re.sub(r"[^a-z' -]", " ", plain.casefold()).split())


def proposal(key: str, minutes: int, whole: int, whole_percent: int) -> Proposal:
    """What so many minutes of a date's `whole` come to."""
    if not minutes:
        return Proposal(key, ABSENT, 0)
    if minutes * 100 >= whole * whole_percent:
        return Proposal(key, PRESENT, whole)
    return Proposal(key, PARTIAL, min(minutes, max(whole - 1, 1)))


def _matched(name: str, email: str, minutes: int, roster: Sequence[Listed]) -> Attendee:
    by_email = [each.key for each in roster if email and each.email.casefold() == email]
    if len(by_email) == 1:
        return Attendee(name, email, minutes, by_email[0])
    by_name = [each.key for each in roster if folded(each.name) == folded(name)]
    if len(by_name) == 1 and not _other_email(by_name[0], email, roster):
        return Attendee(name, email, minutes, by_name[0])
    return Attendee(name, email, minutes, could_be=tuple(by_name))


def _other_email(key: str, email: str, roster: Sequence[Listed]) -> bool:
    """Whether the list gives an address of the same organisation that is not theirs: a namesake."""
    own = next(each.email for each in roster if each.key == key).casefold()
    return bool(email and own and email.partition("@")[2] == own.partition("@")[2] and email != own)
