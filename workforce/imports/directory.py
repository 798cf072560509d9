"""Codes to keys, read once for a file."""

from dataclasses import dataclass

from workforce.models import Person, Team


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody by employee number and every team by code, in capitals."""

    people: dict[str, int]
    teams: dict[str, int]

    @staticmethod
    def read() -> "Directory":
        """As the database stands within the run."""
        people = Person.objects.filter(employee_number__isnull=False).order_by()
        return Directory(
            {str(number): pk for number, pk in people.values_list("employee_number", "pk")},
            dict(Team.objects.order_by().values_list("code", "pk")),
        )

    def number_of(self, keys: set[int]) -> dict[int, str]:
        """Employee numbers of these people, for messages."""
        return {pk: number for number, pk in self.people.items() if pk in keys}
