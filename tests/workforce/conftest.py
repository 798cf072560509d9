"""A small team that this room's page tests share."""

import pytest
from django.utils import timezone

from tests.factories.workforce import RoleGrantFactory, TeamFactory, staff
from workforce import roles


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return TeamFactory(code="LN1", version__name="North 1", version__parent=TeamFactory(code="CYPS"))


@pytest.fixture
def manager(north):
    return staff("mia.manager@example.org", team=north, first_name="Mia", last_name="Manager")


@pytest.fixture
def worker(north, manager):
    return staff("wes.worker@example.org", team=north, manager=manager, first_name="Wes", last_name="Worker")


@pytest.fixture
def hr():
    return RoleGrantFactory(role=roles.HR).user
