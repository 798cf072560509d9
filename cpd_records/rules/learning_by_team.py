"""How a year's learning days stand by service and team: sums, and no name.

Whoever may not see the rows behind a service reads counts through the small-number gate (DESIGN rule 1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cpd_records.models import Account
from cpd_records.rules.balances import Balance, balance_of
from cpd_records.rules.team_balance import far_behind, note_of, together
from foundation.policies import PolicyBook
from foundation.small_numbers import Sum, gate
from workforce.models import Post, TeamVersion

ELSEWHERE = "Elsewhere"


@dataclass
class Standing:
    """One service or team. `balances` are of those who have an allowance; `nothing` used or booked none."""

    name: str
    code: str = ""
    own: bool = False
    balances: list[Balance] = field(default_factory=list)
    nothing: int = 0
    behind: int = 0

    @property
    def people(self) -> int:
        """People with an allowance."""
        return len(self.balances)

    @property
    def held(self) -> Balance:
        """Everybody's minutes together."""
        return together(self.balances)

    def add(self, held: Balance, behind: bool) -> None:
        """One more person."""
        self.balances.append(held)
        self.nothing += not held.taken
        self.behind += behind


@dataclass(frozen=True, slots=True)
class Learning:
    """Services, all of them; teams, those in the viewer's scope; and what of the counts may be shown."""

    services: Sequence[Standing]
    teams: Sequence[Standing]
    shown: dict[tuple[str, str], int]

    def count(self, service: Standing, what: str) -> int | None:
        """A count of a service, or None where it is withheld."""
        return self.shown.get((service.name, what))


def learning_by_team(start: date, today: date, paths: Sequence[str], book: PolicyBook) -> Learning:
    """Accounts of a year by service and team; three queries. `paths` are the viewer's own scope."""
    places, homes = _places(today), _homes(today)
    services: dict[str, Standing] = {}
    teams: dict[str, Standing] = {}
    for account in Account.objects.of_year(start).with_balances():
        held = balance_of(account.sums)
        place = places.get(homes.get(account.person_id, 0))
        if place is None or not (held.granted or held.taken):
            continue
        behind = far_behind(note_of(held, start, today, book), start, today, book)
        service = services.setdefault(place.service, Standing(place.service, own=True))
        service.own = service.own and place.within(paths)
        service.add(held, behind)
        if place.within(paths):
            teams.setdefault(place.code, Standing(place.name, place.code, own=True)).add(held, behind)
    found = sorted(services.values(), key=lambda row: row.name)
    return Learning(found, sorted(teams.values(), key=lambda row: row.name), _gated(found))


@dataclass(frozen=True, slots=True)
class _Place:
    code: str
    name: str
    path: str
    service: str

    def within(self, paths: Iterable[str]) -> bool:
        """Whether it lies in one of these subtrees."""
        return any(self.path.startswith(path) for path in paths)


def _places(today: date) -> dict[int, _Place]:
    rows = TeamVersion.objects.current().running(today).select_related("team")
    return {
        row.team_id: _Place(row.team.code, row.name, row.path, row.get_service_area_display() or ELSEWHERE)
        for row in rows
    }


def _homes(today: date) -> dict[int, int]:
    """The team of everybody's longest running post."""
    posts = Post.objects.current().running(today).order_by("-starts_on", "-pk")
    return dict(posts.values_list("person_id", "team_id"))


def _gated(services: Sequence[Standing]) -> dict[tuple[str, str], int]:
    """Counts as they may be shown; those of one's own scope are known anyway."""
    cells: dict[tuple[str, str], int] = {}
    sums = []
    for row in services:
        parts = {"nothing": row.nothing, "some": row.people - row.nothing, "people": row.people}
        cells |= {(row.name, what): count for what, count in parts.items()}
        sums.append(Sum((row.name, "people"), ((row.name, "nothing"), (row.name, "some"))))
    known = [(row.name, what) for row in services if row.own for what in ("nothing", "some", "people")]
    return dict(gate(cells, sums=sums, known=known).shown)  # type: ignore[arg-type]  # our own keys come back
