"""Who stands on a register, as its pages need them: plain values, because two hundred rows of models cost
more than the page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

FIELDS = (
    "pk",
    "public_id",
    "state",
    "walk_in",
    "created_at",
    "person__first_name",
    "person__last_name",
    "person__work_email",
    "person__employee_number",
)
"""What is read of each, in the order of OnRegister."""


@dataclass(frozen=True, slots=True)
class OnRegister:
    """One booking on a register, with who it is of. `pk` and `public_id` are the booking's."""

    pk: int
    public_id: UUID
    state: str
    walk_in: bool
    created_at: datetime
    first_name: str
    last_name: str
    email: str
    number: str | None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()
