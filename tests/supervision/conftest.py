"""Who tests of supervision's pages are about."""

import datetime

import pytest
from django.utils import timezone

from supervision.actions.cycles import bring_up_to_date
from tests.factories.workforce import TeamFactory, staff
from tests.signing_in import sign_in
from workforce.models import LiveFrom


@pytest.fixture
def pair():
    """A manager and whom they supervise, in a team that is live."""
    today = timezone.localdate()
    LiveFrom.objects.create(module="supervision", team=None, starts_on=today - datetime.timedelta(days=60))
    team = TeamFactory(version__name="North Locality 5", version__level="team")
    above = staff("above@example.org", team=team)
    manager = staff("manager@example.org", team=team, manager=above)
    worker = staff("worker@example.org", team=team, manager=manager)
    bring_up_to_date(at=timezone.now())
    return above, manager, worker


@pytest.fixture
def as_(client):
    def enter(person):
        sign_in(client, getattr(person, "user", person))
        return client

    return enter
