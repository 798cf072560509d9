"""The two stores, and the addresses of public files."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from academy.services.refusals import CannotStart
from academy.stores import file_stores
from tests.factories.workforce import RoleGrantFactory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db  # a response that ends looks after connections


@pytest.fixture
def picture():
    name = default_storage.save("images/sun.width-320.png", ContentFile(b"\x89PNG picture"))
    yield f"/media/{name}"
    default_storage.delete(name)


def test_a_rendition_is_shown_and_may_be_kept_for_a_year(client, picture):
    response = client.get(picture)
    assert b"".join(response.streaming_content) == b"\x89PNG picture"
    response.close()
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_browser_that_has_it_is_told_so(client, picture):
    known = client.get(picture)
    known.close()
    response = client.get(picture, headers={"If-Modified-Since": known["Last-Modified"]})
    assert response.status_code == 304


@pytest.fixture
def original():
    name = default_storage.save("original_images/sun.png", ContentFile(b"picture and place"))
    yield f"/media/{name}"
    default_storage.delete(name)


def test_an_original_is_not_found_by_a_stranger(client, original):
    assert client.get(original).status_code == 404


def test_an_original_is_not_found_by_a_colleague(client, django_user_model, original):
    client.force_login(django_user_model.objects.create(email="colleague@example.org"))
    assert client.get(original).status_code == 404


def test_an_original_is_shown_to_an_editor_and_kept_by_nobody(client, admin_user, original):
    sign_in(client, admin_user)
    response = client.get(original)
    response.close()
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_what_is_no_picture_is_only_ever_downloaded(client):
    name = default_storage.save("images/page.html", ContentFile(b"<script>"))
    response = client.get(f"/media/{name}")
    response.close()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    default_storage.delete(name)


@pytest.mark.parametrize("name", ["images/none.png", "images/", "images/../../secret", "documents/plan.pdf", ".."])
def test_anything_else_is_not_found(client, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_files_are_read_and_never_written_by_address(client, picture):
    assert client.post(picture).status_code == 405


def test_without_an_address_both_stores_are_folders_apart(tmp_path):
    stores = file_stores("", tmp_path)
    assert stores["default"]["OPTIONS"]["location"] == tmp_path / "media"
    assert stores["private"]["OPTIONS"]["location"] == tmp_path / "private"


def test_a_store_of_the_council_is_two_buckets_with_the_keys_from_the_address(tmp_path):
    stores = file_stores("s3://key:se%2Fcret@store.council:9000/shown/kept?region=eu-west-2", tmp_path)
    public, private = stores["default"]["OPTIONS"], stores["private"]["OPTIONS"]
    assert (public["bucket_name"], private["bucket_name"]) == ("shown", "kept")
    assert private["endpoint_url"] == "https://store.council:9000"
    assert (private["access_key"], private["secret_key"]) == ("key", "se/cret")
    assert (private["region_name"], private["querystring_expire"]) == ("eu-west-2", 60)


@pytest.mark.parametrize("url", ["ftp://host/a/b", "s3://host/only-one", "s3:///a/b", "nonsense"])
def test_an_address_that_is_not_understood_is_refused_with_the_form(tmp_path, url):
    with pytest.raises(CannotStart, match="write it as s3://KEY"):
        file_stores(url, tmp_path)


@pytest.mark.parametrize(("name", "taken"), [("guide.pdf", True), ("page.html", False), ("tool.exe", False)])
def test_the_library_takes_documents_and_nothing_that_runs(name, taken):
    form_class = get_document_form(get_document_model())
    upload = SimpleUploadedFile(name, b"%PDF-1.7 a guide")
    form = form_class({"title": "Guide", "collection": Collection.get_first_root_node().pk}, {"file": upload})
    assert form.is_valid() is taken


def test_a_document_larger_than_the_proxy_lets_through_is_refused_in_words():
    upload = SimpleUploadedFile("guide.pdf", b"%PDF-1.7")
    upload.size = 26 * 1024 * 1024
    form = get_document_form(get_document_model())({"title": "Guide"}, {"file": upload})
    assert "too big" in str(form.errors["file"])


def test_an_editor_without_the_second_step_gets_no_original(client):
    editor = RoleGrantFactory(role="editor").user
    client.force_login(editor)
    answer = client.get("/media/original_images/sun.png")
    assert answer["Location"].startswith("/accounts/second-step/")
