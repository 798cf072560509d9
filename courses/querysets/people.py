"""People by what a coordinator or a file calls them."""

from collections.abc import Iterable

from django.db.models.functions import Lower

from workforce.models import Person


def people_by_email(addresses: Iterable[str]) -> dict[str, Person]:
    """People by work address in small letters; joined records count as the one they were joined into."""
    wanted = {address.strip().casefold() for address in addresses}
    if not wanted:
        return {}
    rows = Person.objects.annotate(address=Lower("work_email")).filter(joined_into__isnull=True, address__in=wanted)
    return {person.work_email.casefold(): person for person in rows}
