"""Whether two records may be the same human."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared: of a starter entered by hand, or of a row of the staff file."""

    registration: tuple[str, str]
    work_email: str
    name: str
    starts_on: date | None

    @staticmethod
    def of(values: Mapping[str, object], starts_on: date | None) -> "Traits":
        """Traits of a row or of a person's fields."""
        return Traits(
            (str(values["registration_body"]).upper(), str(values["registration_number"]).upper()),
            str(values["work_email"]).casefold(),
            f"{values['first_name']} {values['last_name']}".casefold(),
            starts_on,
        )


def same_human(one: Traits, other: Traits) -> bool:
    """Same registration number, or same work e-mail, or same name and first day."""
    if all(one.registration) and one.registration == other.registration:
        return True
    if one.work_email and one.work_email == other.work_email:
        return True
    return one.name == other.name and one.starts_on is not None and one.starts_on == other.starts_on


def only_match(wanted: Traits, among: Iterable[tuple[int, Traits]]) -> int | None:
    """The key of the one record that matches; none where nobody or more than one does."""
    found = [key for key, traits in among if same_human(wanted, traits)]
    return found[0] if len(found) == 1 else None
