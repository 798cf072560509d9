"""The public site as the project ships it."""

import pytest
from django.core.cache import cache

from tests.factories.cms import public_site, small_site


@pytest.fixture(autouse=True)
def _pictures_beside_the_tests(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def home(db):
    cache.clear()
    return public_site(contact_email="academy@example.org", contact_phone="01632 960 117")


@pytest.fixture
def small_home(db):
    cache.clear()
    return small_site()
