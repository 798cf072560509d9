"""Who belongs to an audience: the one rule that courses, pathways and requirements share (DOMAIN 8).

An audience is a term of the taxonomy whose `matches` list codes. Somebody belongs when one of the
codes that are true of them on a day is among those of any term:

    social_worker, early_help …         role family of a running post
    other@social_care                   the same, within one service area
    area:commissioning                  service area of the team
    team:cl                             the team, or any team above it
    job:head of service                 job title, or what stands before its comma
    contract:agency                     contract
    line_manager                        somebody reports to them
    new_starter                         in their first days here (a policy figure)
    newly_qualified                     in the first year as a qualified social worker (a policy figure)
    experienced_social_worker           past it, and nobody reports to them
    organisation:school                 kind of organisation of somebody from outside
    carer, volunteer, foster_carer …    what somebody from outside does

Pure: `audience_facts` loads what it looks at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

EVERYONE = "everyone"
"""The audience term that is true of all, whatever it lists."""
CARERS = frozenset({"foster_carer", "connected_carer", "adoptive_parent", "supported_lodgings"})
SOCIAL_WORKER = "social_worker"


class AudienceTerm(Protocol):
    """What the rule needs of a term; `foundation.models.Term` is one."""

    @property
    def code(self) -> str:
        """Its key in the vocabulary."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def matches(self) -> Sequence[str]:
        """The codes that put somebody in it."""


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One post that runs on the day. `path` holds the team's codes from the root down, each followed by "/"."""

    family: str
    job_title: str
    contract: str
    area: str = ""
    path: str = ""

    def codes(self) -> set[str]:
        """Everything an audience may name about a post."""
        job = self.job_title.casefold()
        teams = {f"team:{code.casefold()}" for code in self.path.split("/") if code}
        found = {self.family, f"contract:{self.contract}", f"job:{job}", f"job:{job.partition(',')[0]}"}
        return found | teams | ({f"area:{self.area}", f"{self.family}@{self.area}"} if self.area else set())


@dataclass(frozen=True, slots=True)
class AudienceFacts:
    """One person on one day. `organisation` is its kind, and empty for the council's own people."""

    posts: tuple[PostFacts, ...] = ()
    manages: bool = False
    new_starter: bool = False
    newly_qualified: bool = False
    organisation: str = ""
    external_role: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Every code that is true of the person."""
        found = {EVERYONE}.union(*(post.codes() for post in self.posts))
        marks = {
            "line_manager": self.manages,
            "new_starter": self.new_starter,
            "newly_qualified": self.newly_qualified,
            "experienced_social_worker": SOCIAL_WORKER in found and not (self.newly_qualified or self.manages),
            f"organisation:{self.organisation}": bool(self.organisation),
            self.external_role: bool(self.external_role),
            "carer": self.organisation == "carers" or self.external_role in CARERS,
        }
        return frozenset(found | {code for code, true in marks.items() if true})


@dataclass(frozen=True, slots=True)
class Belonging:
    """The answer, and why: `through` names the terms that hold, `asked` all that would do."""

    yes: bool
    through: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The reason in words, to whom it is about."""
        if not self.asked:
            return "It is for everyone."
        if self.yes:
            return f"It is for you as one of: {', '.join(self.through)}."
        return f"It is for {_either(self.asked)}."


def belongs(facts: AudienceFacts, terms: Iterable[AudienceTerm]) -> Belonging:
    """Whether somebody is in any of these audiences; without any term it is for everyone."""
    return belongs_by_codes(facts.codes, terms)


def belongs_by_codes(codes: frozenset[str], terms: Iterable[AudienceTerm]) -> Belonging:
    """The same for codes worked out once and asked about many audiences."""
    asked = list(terms)
    through = tuple(term.name for term in asked if _holds(term, codes))
    return Belonging(bool(through) or not asked, through, tuple(term.name for term in asked))


def _holds(term: AudienceTerm, codes: frozenset[str]) -> bool:
    return term.code == EVERYONE or any(code.casefold() in codes for code in term.matches)


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
