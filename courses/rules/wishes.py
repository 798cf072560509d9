"""What somebody may say with the press that asks for a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BEYOND_ALLOWANCE = "beyond_allowance"
ANYWAY = "anyway"


@dataclass(frozen=True, slots=True)
class Wish:
    """`note` goes to the manager. `arrange` is what to arrange, words by code of `models.needs.Need`.

    `anyway_reason` is a coordinator's, who books although the course is meant for others.
    """

    note: str = ""
    beyond_allowance: bool = False
    anyway_reason: str = ""
    arrange: Mapping[str, str] = field(default_factory=dict)
    remember: bool = False

    def answers(self, asks: str) -> bool:
        """Whether it holds the press that a refusal's button stands for."""
        said = {
            BEYOND_ALLOWANCE: self.beyond_allowance,
            ANYWAY: bool(self.anyway_reason.strip()),
        }
        return said.get(asks, False)
