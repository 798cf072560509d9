"""A worker in the north, who reports to a manager; a coordinator there and one in the south."""

from django.utils import timezone

from tests.factories.asye import coordinator, enrolled, newly_qualified
from tests.factories.workforce import TeamFactory, staff
from tests.signing_in import sign_in

READERS = {"worker": 200, "assessor": 200, "coordinator": 200, "manager": 404, "other": 404, "colleague": 404}
DAY = {"on-day": "5", "on-month": "10", "on-year": "2026"}


def people():
    """Everybody by what they are, and the programme as "row"."""
    north, south = TeamFactory(code="N"), TeamFactory(code="S")
    manager = staff("manager@example.org", team=north)
    worker = newly_qualified(team=north, manager=manager)
    found = {
        "manager": manager,
        "worker": worker,
        "assessor": staff("assessor@example.org"),
        "coordinator": coordinator(team=north),
        "other": coordinator("other@example.org", team=south),
        "colleague": staff("colleague@example.org", team=north),
    }
    row = enrolled(worker, by=found["coordinator"], assessor=found["assessor"], at=timezone.now())
    return found | {"row": row}


def see(client, house, who, address):
    sign_in(client, house[who].user)
    return client.get(address.format(key=house["row"].public_id))
