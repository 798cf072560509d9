"""Certificates as Open Badges 3.0: read by a verifier of another make, and by nobody they are not for."""

import base64
import datetime
import gzip
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from django.core.cache import cache
from django.utils import timezone
from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError
from joserfc.jwk import KeySet, RSAKey

from cpd_records import badge_signing
from cpd_records.actions import certificates
from cpd_records.models import Certificate
from cpd_records.presenters import badges
from tests.cpd_records.test_certificates_again import coordinator, expiring, renamed  # noqa: F401  # fixtures
from tests.factories.cpd_records import NOON, record
from tests.factories.workforce import TeamFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SITE = "https://academy.example.org"


@pytest.fixture(autouse=True)
def own_site(settings):
    settings.WAGTAILADMIN_BASE_URL = f"{SITE}/"
    cache.clear()


@pytest.fixture
def holder():
    return staff("holder@example.org", team=TeamFactory(code="N"), first_name="Łucja", last_name="Before")


@pytest.fixture
def certificate(holder):
    made = record(holder, title="Signs of Safety", ends_on=datetime.date(2026, 6, 13))
    return certificates.issue(record=made, by=None, at=NOON)


def in_der(encryption=None, size=2048):
    """A key as an administrator might paste it: behind a passphrase, or too small."""
    made = generate_private_key(65537, size)
    return base64.b64encode(
        made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, encryption or NoEncryption())
    ).decode()


def download(client, holder, certificate):
    sign_in(client, holder.user)
    answer = client.get(f"/my/certificates/{certificate.code}/badge/")
    return b"".join(answer.streaming_content).decode() if answer.status_code == 200 else answer


def fetched(client, address):
    """What anybody gets at an address of ours that a badge names."""
    client.logout()
    assert address.startswith(SITE)
    answer = client.get(address.removeprefix(SITE))
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer


def key_of(client, token):
    """The key that the badge's own header names, read from its address (Open Badges 3.0, 8.5)."""
    header = json.loads(_part(token, 0))
    assert header == {"alg": "RS256", "typ": "JWT", "kid": header["kid"]}
    return RSAKey.import_key(fetched(client, header["kid"]).json())


def verified(client, token, *, now=None):
    """The credential, once everything the standard asks to be checked was checked."""
    found = jwt.decode(token, key_of(client, token), algorithms=["RS256"]).claims
    checks = {name: {"essential": True} for name in ("iss", "jti", "sub", "nbf")}
    jwt.JWTClaimsRegistry(now=int((now or timezone.now()).timestamp()), **checks).validate(found)
    assert found["iss"] == found["issuer"]["id"]
    assert found["jti"] == found["id"]
    assert found["sub"] == found["credentialSubject"]["id"]
    assert datetime.datetime.fromisoformat(found["validFrom"]).timestamp() == found["nbf"]
    return found


def taken_back(client, credential):
    """Its bit in the status list it names, after the list's own signature (Bitstring Status List 1.0)."""
    entry = credential["credentialStatus"]
    answer = fetched(client, entry["statusListCredential"])
    assert answer["Content-Type"] == "application/vc+jwt"
    listed = verified_list(client, answer.text)
    assert listed["id"] == entry["statusListCredential"]
    packed = listed["credentialSubject"]["encodedList"]
    assert packed[0] == "u"
    bits = gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert len(bits) * 8 == 131_072
    place = int(entry["statusListIndex"])
    return bool(bits[place // 8] & 0x80 >> place % 8)


def verified_list(client, token):
    return jwt.decode(token, key_of(client, token), algorithms=["RS256"]).claims


def _part(token, number):
    part = token.split(".")[number]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()


class TestBadge:
    def test_another_makes_verifier_reads_what_the_standard_asks_for(self, client, holder, certificate):
        found = verified(client, download(client, holder, certificate))
        assert found["@context"] == [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ]
        assert found["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert found["id"] == f"{SITE}/verify/{certificate.code}/"
        subject = found["credentialSubject"]
        assert subject["type"] == ["AchievementSubject"]
        assert subject["identifier"] == [
            {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": "Łucja Before"}
        ]
        assert {"id", "type", "name", "description", "criteria"} <= subject["achievement"].keys()
        assert subject["achievement"]["name"] == "Signs of Safety"
        assert (subject["activityStartDate"], subject["activityEndDate"]) == (
            "2026-06-11T23:00:00Z",  # midnight in London, in summer
            "2026-06-12T23:00:00Z",
        )
        assert found["issuer"]["type"] == ["Profile"]
        assert not taken_back(client, found)

    def test_it_says_no_more_than_the_page_behind_its_code(self, client, holder, certificate):
        said = _part(download(client, holder, certificate), 1)
        person, row = certificate.record.person, certificate.record
        private = (person.work_email, person.employee_number, person.public_id, row.public_id, row.minutes, row.source)
        for each in private:
            assert str(each) not in said

    def test_a_changed_byte_and_another_key_fail(self, client, holder, certificate):
        token = download(client, holder, certificate)
        key = key_of(client, token)
        head, body, signature = token.split(".")
        changed = json.loads(_part(token, 1)) | {"name": "Another course"}
        other = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()
        for bad in (f"{head}.{other}.{signature}", f"{head}.{body}.{signature[:-4]}AAAA"):
            with pytest.raises(BadSignatureError):
                jws.deserialize_compact(bad, key, algorithms=["RS256"])
        with pytest.raises(BadSignatureError):
            jws.deserialize_compact(token, RSAKey.generate_key(2048), algorithms=["RS256"])

    def test_one_no_longer_in_date_says_until_when_it_was(self, client, holder, expiring):  # noqa: F811
        token = download(client, holder, expiring)
        with pytest.raises(ExpiredTokenError):
            verified(client, token)
        until = Certificate.objects.with_until().get(pk=expiring.pk).until
        london = timezone.make_aware(datetime.datetime.combine(until, datetime.time()))
        found = verified(client, token, now=london - datetime.timedelta(seconds=1))
        assert datetime.datetime.fromisoformat(found["validUntil"]) == london
        assert found["exp"] == london.timestamp()

    def test_the_same_certificate_is_the_same_badge(self, client, holder, certificate):
        assert download(client, holder, certificate) == download(client, holder, certificate)

    def test_two_of_one_person_cannot_be_told_to_be_of_one(self, client, holder, certificate):
        other = certificates.issue(record=record(holder, source="booking:2", title="Circles"), by=None, at=NOON)
        tokens = [download(client, holder, each) for each in (certificate, other)]
        assert len({verified(client, token)["sub"] for token in tokens}) == 2


class TestTakenBack:
    def test_the_status_list_says_so_and_there_is_no_badge_any_more(self, client, holder, certificate, coordinator):  # noqa: F811
        found = verified(client, download(client, holder, certificate))
        certificates.take_back(certificate=certificate, reason="By mistake", by=coordinator.user, at=NOON)
        assert taken_back(client, found)
        assert download(client, holder, certificate).status_code == 404

    def test_a_replaced_one_too_and_the_new_one_stands(self, client, holder, certificate):
        found = verified(client, download(client, holder, certificate))
        renamed(holder)
        new = certificates.reissue(certificate=certificate, reason="Married", by=holder.user, at=NOON)
        assert taken_back(client, found)
        assert not taken_back(client, verified(client, download(client, holder, new)))

    def test_one_that_is_held_no_longer_does_not_stand(self, client, holder, certificate):
        found = verified(client, download(client, holder, certificate))
        certificates.issue(record=record(holder, source="booking:2"), by=None, at=NOON)
        Certificate.objects.filter(pk=certificate.pk).delete()
        assert taken_back(client, found)

    def test_the_list_names_nobody(self, client, holder, certificate):
        said = _part(fetched(client, f"{SITE}/badges/status/0/").text, 1)
        assert certificate.code not in said
        assert holder.last_name not in said

    def test_there_is_no_list_beyond_the_last_certificate(self, client, certificate):
        assert client.get("/badges/status/900/").status_code == 404
        assert client.post("/badges/status/0/").status_code == 405

    def test_asking_without_end_is_stopped(self, client, certificate):
        assert {client.get("/badges/status/0/").status_code for _ in range(61)} == {200, 429}

    @pytest.mark.parametrize("size", [1, 4])
    def test_queries_do_not_grow_with_certificates(self, client, holder, size, django_assert_num_queries):
        for number in range(size):
            certificates.issue(record=record(holder, source=f"booking:{number}"), by=None, at=NOON)
        client.get("/badges/status/0/")
        with django_assert_num_queries(2):
            client.get("/badges/status/0/")


class TestLadder:
    @pytest.mark.parametrize("who", ["colleague@example.org", "stranger@example.org"])
    def test_it_is_the_holders_only(self, client, certificate, who):
        assert download(client, staff(who), certificate).status_code == 404

    def test_not_the_managers_nor_a_coordinators(self, client, coordinator):  # noqa: F811
        manager = staff("manager@example.org")
        made = certificates.issue(record=record(staff("report@example.org", manager=manager)), by=None, at=NOON)
        for who in (manager, coordinator):
            assert download(client, who, made).status_code == 404

    def test_signed_out_bad_code_and_wrong_method(self, client, holder, certificate):
        address = f"/my/certificates/{certificate.code}/badge/"
        assert client.get(address).status_code == 302
        sign_in(client, holder.user)
        assert client.post(address).status_code == 405
        assert client.get("/my/certificates/nonsense/badge/").status_code == 404

    def test_it_comes_as_a_file_nothing_keeps(self, client, holder, certificate):
        sign_in(client, holder.user)
        answer = client.get(f"/my/certificates/{certificate.code}/badge/")
        assert answer["Content-Disposition"] == f'attachment; filename="badge-{certificate.code}.jwt"'
        assert answer["Cache-Control"] == "private, no-store"

    def test_the_list_of_certificates_leads_to_it(self, client, holder, certificate):
        sign_in(client, holder.user)
        assert f"/my/certificates/{certificate.code}/badge/" in client.get("/my/certificates/").text
        assert "Open Badges 3.0" in client.get("/badges/").text


class TestKeys:
    def test_a_badge_of_a_former_key_still_verifies(self, client, holder, certificate, settings):
        former, newer = badge_signing.new_key(), badge_signing.new_key()
        settings.BADGE_KEYS = [former]
        old = download(client, holder, certificate)
        settings.BADGE_KEYS = [newer, former]
        new = download(client, holder, certificate)
        listed = KeySet.import_key_set(fetched(client, f"{SITE}/badges/keys.json").json())
        for token in (old, new):
            verified(client, token)
            assert jwt.decode(token, listed, algorithms=["RS256"]).claims["jti"].endswith(f"{certificate.code}/")
        assert json.loads(_part(old, 0))["kid"] != json.loads(_part(new, 0))["kid"]

    def test_nothing_of_the_private_half_is_ever_shown(self, client):
        for each in fetched(client, f"{SITE}/badges/keys.json").json()["keys"]:
            assert each.keys() == {"kty", "n", "e", "kid", "alg", "use"}

    def test_an_unknown_key_is_not_found(self, client):
        assert client.get("/badges/keys/nonsense/").status_code == 404

    @pytest.mark.parametrize(
        "bad",
        [
            "not base64!",
            base64.b64encode(b"nonsense").decode(),
            in_der(BestAvailableEncryption(b"x")),
            in_der(size=1024),
        ],
    )
    def test_a_key_that_is_none_is_named_by_its_place(self, settings, bad):
        settings.BADGE_KEYS = [badge_signing.new_key(), bad]
        with pytest.raises(badge_signing.BadBadgeKey, match="Key 2 of BADGE_KEYS"):
            badge_signing.public_keys()

    def test_the_demo_makes_one_key_for_this_machine(self, settings, tmp_path):
        settings.BADGE_KEYS, settings.ACADEMY_VAR = [], tmp_path / "var"
        assert badge_signing.public_keys() == badge_signing.public_keys()
        assert [each.name for each in settings.ACADEMY_VAR.iterdir()] == ["demo-badge-key"]
        assert (settings.ACADEMY_VAR / "demo-badge-key").stat().st_mode & 0o077 == 0

    def test_without_a_key_a_deployment_offers_none(self, client, holder, certificate, settings):
        settings.BADGE_KEYS, settings.DEMO = [], False
        assert download(client, holder, certificate).status_code == 404
        assert "Digital badge" not in client.get("/my/certificates/").text
        for address in ("", "issuer.json", "keys.json", "keys/x/", "status/0/"):
            assert client.get(f"/badges/{address}").status_code == 404


def test_the_issuer_is_who_the_badge_says(client, certificate):
    found = fetched(client, badges.issuer_address())
    assert found["Content-Type"] == "application/ld+json"
    assert found.json() == {"@context": badges.CONTEXTS, **badges.profile()}
