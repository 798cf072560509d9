"""Evidence of claims: what is refused, and who may have a file (DESIGN 4, "Files")."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cpd_records.actions import claims
from cpd_records.models import Claim, EvidenceFile
from foundation.models import ChangeLogEntry
from foundation.uploads import UploadRefused, handlers
from tests.factories.claims import PDF, drafted, learner, manager_of, pdf, png, submitted
from tests.factories.workforce import RoleGrantFactory, staff
from tests.foundation.test_uploads import office
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def person(now):
    return learner(at=now)


@pytest.fixture
def claim(person, now):
    return drafted(person, at=now, starts_on=timezone.localdate(now) - timedelta(days=9))


def send(client, claim, file, **more):
    sign_in(client, claim.person.user)
    address = f"/my/cpd/claims/{claim.public_id}/files/"
    return client.post(address, {"file": file, **more}, follow=True)


def test_a_good_file_is_kept_under_a_random_name_for_its_owner_only(client, claim):
    assert "The file is added." in send(client, claim, pdf("My notes.pdf")).text
    file = EvidenceFile.objects.get()
    assert file.name == "My notes.pdf"
    assert "notes" not in file.file.name
    assert storages["private"].exists(file.file.name)
    answer = client.get(f"/evidence/{file.public_id}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="My notes.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("certificate.pdf", b"<!doctype html><script>alert(1)</script>", "is not a PDF"),
        ("notes.docx", office(more=[("word/zeros.xml", b"\0" * 30_000_000)]), "far more than it should"),
        ("large.pdf", PDF + b"0" * 11 * 1024 * 1024, "larger than 10 MB"),
        ("run.exe", b"MZ", "not taken"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_its_box(client, claim, name, content, words):
    page = send(client, claim, SimpleUploadedFile(name, content))
    assert page.status_code == 200
    assert words in page.text
    assert claim.title in page.text
    assert not EvidenceFile.objects.exists()


def test_a_name_with_parts_of_a_path_is_refused_by_the_action(claim, person, now):
    raw = pdf("x.pdf")
    raw._name = "../../etc/cron.d/x.pdf"
    with pytest.raises(UploadRefused, match="part of a folder’s name"):
        claims.add_file(claim_id=claim.pk, upload=raw, by=person.user, at=now)


def sent_under(client, claim, name):
    """The request byte by byte: the test client would tidy the name before it is sent."""
    sign_in(client, claim.person.user)
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: application/pdf'
    body = head.encode() + b"\r\n\r\n" + PDF + b"\r\n--b--\r\n"
    address = f"/my/cpd/claims/{claim.public_id}/files/"
    return client.generic("POST", address, body, content_type="multipart/form-data; boundary=b")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("../../etc/cron.d/x.pdf", "part of a folder’s name"),
        ("/etc/cron.d/x.pdf", "part of a folder’s name"),
        ("C:/Users/alice/My notes.pdf", "part of a folder’s name"),
        ("C:\\\\Users\\\\alice\\\\x.pdf", "part of a folder’s name"),
        ("..&#47;..&#47;x.pdf", "part of a folder’s name"),
        ("x\u202efdp.pdf", "hidden characters"),
        (f"../../{'x' * 300}.pdf", "part of a folder’s name"),
    ],
)
def test_a_name_with_parts_of_a_path_is_refused_in_a_request_too(client, claim, sent, said):
    """Django's parser would cut it to its last part, and nobody would be told."""
    answer = sent_under(client, claim, sent)
    assert said in answer.text
    assert claim.title in answer.text
    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize("sent", ["x.pdf", "%2e%2e%2fx.pdf", "Łucja’s notes &amp; more.pdf"])
def test_the_store_names_a_file_itself(client, claim, sent):
    sent_under(client, claim, sent)
    file = EvidenceFile.objects.get()
    assert file.name == sent.replace("&amp;", "&")
    assert re.fullmatch(r"evidence/[0-9a-f/-]+\.pdf", file.file.name)
    assert storages["private"].exists(file.file.name)


@pytest.mark.parametrize(("sent", "said"), [("..", ""), ("a..pdf", "part of a folder’s name")])
def test_what_is_no_name_of_a_file_keeps_nothing(client, claim, sent, said):
    assert said in sent_under(client, claim, sent).text
    assert not EvidenceFile.objects.exists()


def test_a_request_beyond_the_ceiling_comes_back_with_the_claim(client, claim, monkeypatch):
    monkeypatch.setattr(handlers, "CEILING", 1024)
    page = send(client, claim, SimpleUploadedFile("large.pdf", PDF + b"0" * 4096))
    assert "too large to send" in page.text
    assert claim.title in page.text
    assert not EvidenceFile.objects.exists()


def test_the_same_file_twice_is_one_and_the_sixth_is_refused(person, claim, now):
    acted = {"claim_id": claim.pk, "by": person.user, "at": now}
    assert claims.add_file(upload=pdf(), **acted) == claims.add_file(upload=pdf("again.pdf"), **acted)
    for number in range(4):
        claims.add_file(upload=pdf(content=PDF + b"%" * (number + 1)), **acted)
    with pytest.raises(UploadRefused, match="At most 5 files"):
        claims.add_file(upload=png(), **acted)


def test_removed_from_claim_and_store(client, claim, django_capture_on_commit_callbacks):
    send(client, claim, png())
    file = EvidenceFile.objects.get()
    name = file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/my/cpd/claims/{claim.public_id}/files/{file.public_id}/remove/")
    assert not EvidenceFile.objects.exists()
    assert not storages["private"].exists(name)
    assert client.get(f"/evidence/{file.public_id}/").status_code == 404


def test_not_added_nor_removed_once_it_is_sent(client, person, now):
    sent = submitted(person, at=now, starts_on=timezone.localdate(now), files=[pdf()])
    assert "waits to be verified" in send(client, sent, png()).text
    file = EvidenceFile.objects.get()
    client.post(f"/my/cpd/claims/{sent.public_id}/files/{file.public_id}/remove/")
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize("certificate", [True, False])
def test_who_may_have_it(client, person, claim, now, certificate):
    file = claims.add_file(claim_id=claim.pk, upload=pdf(), certificate=certificate, by=person.user, at=now)
    address = f"/evidence/{file.public_id}/"
    manager, coordinator = manager_of(person), RoleGrantFactory().user
    others = [staff("colleague@example.org", manager=manager.person).user, staff("stranger@example.org").user]
    for user in (manager, *others):
        sign_in(client, user)
        assert client.get(address).status_code == 404, "a draft is its owner's alone"
    claims.submit(claim_id=claim.pk, by=person.user, at=now)
    expected = {person.user: 200, manager: 200, coordinator: 200 if certificate else 404, **dict.fromkeys(others, 404)}
    for user, status in expected.items():
        sign_in(client, user)
        answer = client.get(address)
        assert answer.status_code == status
        assert status == 404 or b"".join(answer.streaming_content) == PDF
    client.logout()
    assert client.get(address).status_code == 302
    sign_in(client, manager)
    assert client.post(address).status_code == 405
    assert ChangeLogEntry.objects.filter(verb="evidence.read").count() == 1 + certificate


def test_somebody_elses_claim_takes_no_file(client, claim):
    sign_in(client, staff("stranger@example.org").user)
    answer = client.post(f"/my/cpd/claims/{claim.public_id}/files/", {"file": pdf()})
    assert answer.status_code == 404
    assert client.get(f"/my/cpd/claims/{claim.public_id}/files/").status_code == 405
    assert not Claim.objects.get().files.exists()
