"""Registration in words: the pack, its pieces, and a team's counts, which never hold a word of a piece."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cpd_records.models import PeerInvitation, Piece
from cpd_records.pdf.pack import PackPaper, PieceOnPaper
from cpd_records.querysets.visibility import report_people
from cpd_records.rules.pieces import questions_of, unanswered
from cpd_records.rules.registration import Need, by_when, in_short, is_complete, needs, shortfall
from cpd_records.rules.registration_counts import Standing, standings
from foundation.british_dates import date_and_time, long_date
from foundation.durations import minutes_as_hours
from foundation.policies import PolicyBook
from workforce.models import Person

STATES = {"asked": "Waiting", "answered": "Answered", "refused": "Cannot do it", "revoked": "Taken back"}
UNTITLED = "A piece without a title yet"


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One thing that is asked, and a bar of how much there is of it."""

    name: str
    words: str
    done: bool
    percent: int


@dataclass(frozen=True, slots=True)
class Field:
    """One question and its answer, to be copied by itself."""

    ident: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class PieceCard:
    """One piece. `lacking` names what is still to answer, or why it does not count."""

    key: str
    title: str
    fields: tuple[Field, ...]
    lacking: str
    peer: bool
    handed_in: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Pack:
    """One body: what counts, what is missing and by when."""

    code: str
    title: str
    why: str
    address: str
    short: str
    until: str
    complete: bool
    needs: tuple[NeedLine, ...]
    pieces: tuple[PieceCard, ...]
    writes: bool


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person and body, as their manager sees it."""

    name: str
    body: str
    short: str
    until: str
    colour: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One colleague who was asked."""

    key: str
    name: str
    capacity: str
    state: str
    colour: str
    note: str
    answer: str
    open: bool
    to_decide: bool


def packs(user: Any, person: Person, on: date, at: datetime, book: PolicyBook) -> list[Pack]:
    """Every body that asks something of the user, with their pieces, in a fixed number of queries."""
    found = standings([person], on, book)
    rows = Piece.objects.for_user(user, on).filter(rule_code__in=[each.rule.code for each in found]).oldest_first()
    pieces = list(rows)
    waiting = (
        PeerInvitation.objects.for_user(user, on).open(at).filter(piece__in=pieces).values_list("piece_id", flat=True)
    )
    asked = list(waiting)
    return [_pack(each, pieces, asked, on) for each in found]


def _pack(standing: Standing, pieces: Iterable[Piece], waiting: Sequence[int], on: date) -> Pack:
    rule, window = standing.rule, standing.window
    mine = [row for row in pieces if (row.rule_code, row.window_starts_on) == (rule.code, window.key)]
    return Pack(
        code=rule.code,
        title=rule.title,
        why=rule.why,
        address=rule.address,
        short=in_short(rule, standing.counts),
        until=by_when(rule, window, on),
        complete=is_complete(rule, standing.counts),
        needs=tuple(need_line(each) for each in needs(rule, standing.counts)),
        pieces=tuple(piece_card(row, rule, mine, waiting.count(row.pk)) for row in mine),
        writes=bool(rule.pieces or rule.standards or rule.questions),
    )


def need_line(need: Need) -> NeedLine:
    """How much of it there is, in words and as a share."""
    said = (minutes_as_hours(need.have), minutes_as_hours(need.need)) if need.in_minutes else (need.have, need.need)
    share = min(100, need.have * 100 // need.need)
    return NeedLine(need.name, f"{said[0]} of {said[1]}", not need.missing, share)


def piece_card(row: Piece, rule: Any, beside: Sequence[Piece], waiting: int = 0) -> PieceCard:
    """A piece of one's own; `beside` are the others of its window."""
    asked = unanswered(row, rule)
    lacking = f"Still to answer: {'; '.join(asked)}" if asked else ""
    if not asked and not row.complete:
        lacking = "It says the same as another piece, and they have to be different."
    return PieceCard(
        key=str(row.public_id),
        title=title_of(row),
        fields=tuple(fields_of(row, rule)),
        lacking=lacking,
        peer=row.with_peer,
        handed_in=long_date(row.handed_in_on) if row.handed_in_on else "",
        waiting=waiting,
    )


def fields_of(row: Piece, rule: Any) -> Iterable[Field]:
    """Questions and answers in the body's order."""
    for code, name, question in questions_of(rule):
        value = getattr(row, name)
        said = value if isinstance(value, str) else long_date(value) if value else ""
        yield Field(f"{row.public_id}-{code}", question, said)


def title_of(row: Piece) -> str:
    """The first line of what was done, cut where it is long."""
    first = row.activity.strip().splitlines()[0] if row.activity.strip() else UNTITLED
    return first if len(first) <= 90 else f"{first[:87].rstrip()}…"


def paper(pack: Pack, standing: Standing, name: str, on: date) -> PackPaper:
    """A pack for PDF and plain text."""
    window = standing.window
    span = f"{long_date(window.first)} to {long_date(window.last)}" if window.last else pack.until
    pieces = tuple(PieceOnPaper(each.title, tuple((f.question, f.answer) for f in each.fields)) for each in pack.pieces)
    return PackPaper(name, pack.title, span, pack.short, long_date(on), pieces, pack.address)


def team_lines(user: Any, on: date, book: PolicyBook) -> list[TeamLine]:
    """Everybody who reports to the user and of whom a body asks something, most missing first."""
    people = {person.pk: person for person in report_people(user, on)}
    found = standings(people.values(), on, book)
    found.sort(key=lambda each: (-shortfall(each.rule, each.counts), people[each.person_id].sort_name, each.rule.title))
    return [_team_line(each, people[each.person_id], on) for each in found]


def _team_line(standing: Standing, person: Person, on: date) -> TeamLine:
    rule, counts = standing.rule, standing.counts
    lacking = shortfall(rule, counts)
    colour = "green" if not lacking else "yellow" if lacking < 1 else "orange"
    until = by_when(rule, standing.window, on)
    return TeamLine(
        person.full_name, rule.title, in_short(rule, counts), until, colour if needs(rule, counts) else "grey"
    )


def invitation(row: PeerInvitation, at: datetime) -> InvitationLine:
    """A colleague who was asked about one's own piece."""
    open_now = row.state == PeerInvitation.State.ASKED and row.expires_at > at
    over = row.state == PeerInvitation.State.ASKED and not open_now
    answered = row.state == PeerInvitation.State.ANSWERED
    decided = "" if row.used is None else "You used it." if row.used else "You did without it."
    return InvitationLine(
        key=str(row.public_id),
        name=row.name,
        capacity=row.capacity,
        state="Run out" if over else STATES[row.state],
        colour="green" if answered else "yellow" if open_now else "grey",
        note=decided or _note(row, open_now),
        answer=row.answer if answered else "",
        open=open_now,
        to_decide=answered and row.used is None,
    )


def _note(row: PeerInvitation, open_now: bool) -> str:
    if not open_now:
        return ""
    seen = f"Opened {date_and_time(row.opened_at)}." if row.opened_at else "Not opened yet."
    return f"{seen} They can answer until {long_date(row.expires_at)}."
