"""Private files go to those who may have them, as downloads and nothing else."""

import os

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404

from foundation.private_files import private_file

pytestmark = pytest.mark.django_db  # a response that ends looks after connections


@pytest.fixture
def stored():
    """A file in the private store, as a row would hold it."""
    store = storages["private"]
    name = store.save("evidence/reflection.html", ContentFile(b"<script>alert(1)</script>"))
    file = FieldFile(None, FileField(storage=store), name)
    yield file
    file.close()
    store.delete(name)


def test_whoever_may_have_it_gets_a_download_that_nothing_shows_or_keeps(stored):
    response = private_file(stored, allowed=True, name="My reflection.html")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="My reflection.html"'
    response.close()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_its_own_name_is_given_without_the_folders_of_the_store(stored):
    response = private_file(stored, allowed=True)
    response.close()
    assert response["Content-Disposition"].startswith('attachment; filename="reflection')


def test_nobody_else_gets_anything(stored):
    with pytest.raises(PermissionDenied):
        private_file(stored, allowed=False)


def test_a_file_that_is_gone_is_not_found(stored):
    storages["private"].delete(stored.name)
    with pytest.raises(Http404):
        private_file(stored, allowed=True)


def test_the_private_store_has_no_addresses(stored):
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storages["private"].url(stored.name)


def test_files_on_disk_are_open_to_their_owner_alone(stored):
    path = storages["private"].path(stored.name)
    assert os.stat(path).st_mode & 0o077 == 0
