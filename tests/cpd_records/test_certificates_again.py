"""Certificates that are replaced, taken back, or no longer in date; and one's own list of them."""

import datetime

import pytest
from django.utils import timezone

from cpd_records.actions import certificates
from cpd_records.actions.requirements.cycles import bring_up_to_date
from cpd_records.models import Certificate
from foundation.models import ChangeLogEntry
from tests.factories.cpd_records import NOON, record
from tests.factories.requirements import RequirementFactory, learn
from tests.factories.workforce import RoleGrantFactory, TeamFactory, staff
from tests.signing_in import sign_in
from workforce.models import LiveFrom

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    return staff("holder@example.org", team=TeamFactory(code="N"), first_name="Anna", last_name="Before")


@pytest.fixture
def coordinator():
    person = staff("coordinator@example.org")
    RoleGrantFactory(user=person.user)
    return person


@pytest.fixture
def certificate(holder):
    return certificates.issue(record=record(holder), by=None, at=NOON)


def renamed(holder):
    holder.last_name = "After"
    holder.save()


def reissue(certificate, by, reason="Married"):
    return certificates.reissue(certificate=certificate, reason=reason, by=by.user, at=NOON)


class TestReissue:
    def test_the_new_one_has_the_name_of_today_and_the_old_says_replaced(self, client, holder, certificate):
        renamed(holder)
        new = reissue(certificate, holder)
        assert (new.holder_name, certificate.holder_name) == ("Anna After", "Anna Before")
        assert reissue(certificate, holder) == new
        assert Certificate.objects.count() == 2
        old_page, new_page = (client.get(f"/verify/{row.code}/").text for row in (certificate, new))
        assert "Replaced" in old_page
        assert "Anna Before" in old_page
        assert "After" not in old_page
        assert "it stands" in new_page
        assert ChangeLogEntry.objects.filter(verb="certificate.reissue").count() == 1

    def test_a_holder_whose_name_has_not_changed_needs_none(self, holder, certificate):
        with pytest.raises(certificates.CertificateRefused, match="as the staff file has it"):
            reissue(certificate, holder)

    def test_a_coordinator_over_them_may_and_a_stranger_may_not(self, certificate, coordinator):
        south = staff("south@example.org")
        RoleGrantFactory(user=south.user, team=TeamFactory(code="S"))
        for by in (south, staff("colleague@example.org")):
            with pytest.raises(certificates.NotYourCertificate):
                reissue(certificate, by)
        assert reissue(certificate, coordinator, "Spelling").code != certificate.code

    def test_what_was_taken_back_is_not_replaced(self, certificate, coordinator):
        certificates.take_back(certificate=certificate, reason="By mistake", by=coordinator.user, at=NOON)
        with pytest.raises(certificates.CertificateRefused, match="taken back"):
            reissue(certificate, coordinator)


class TestTakingBack:
    def test_it_needs_a_reason_and_twice_changes_nothing(self, client, certificate, coordinator):
        given = {"certificate": certificate, "by": coordinator.user}
        with pytest.raises(certificates.CertificateRefused, match="Say why"):
            certificates.take_back(reason=" ", at=NOON, **given)
        first = certificates.take_back(reason="Marked by mistake", at=NOON, **given)
        assert certificates.take_back(reason="Again", at=timezone.now(), **given).revoked_at == first.revoked_at
        page = client.get(f"/verify/{certificate.code}/").text
        assert "Revoked" in page
        assert "mistake" not in page

    def test_not_by_the_holder_nor_by_a_coordinator_for_themselves(self, certificate, holder):
        RoleGrantFactory(user=holder.user)
        with pytest.raises(certificates.NotYourCertificate):
            certificates.take_back(certificate=certificate, reason="x", by=holder.user, at=NOON)


@pytest.fixture
def expiring(holder):
    """Learning that fulfils a requirement for 36 months, done 40 months ago: its certificate."""
    LiveFrom.objects.create(module="cpd", team=None, starts_on=datetime.date(2020, 1, 1))
    RequirementFactory(starts_on=datetime.date(2020, 1, 1))
    made = learn(holder, timezone.localdate() - datetime.timedelta(days=1200))
    bring_up_to_date(at=timezone.now())
    return certificates.issue(record=made, by=None, at=NOON)


def test_a_requirement_that_asks_again_gives_the_certificate_an_end(client, holder, expiring):
    page = client.get(f"/verify/{expiring.code}/").text
    assert "No longer in date" in page
    assert "In date until" in page
    sign_in(client, holder.user)
    assert "in date until" in client.get("/my/certificates/").text


class TestPages:
    def test_ones_own_list_says_who_can_check_and_offers_another_name(self, client, holder, certificate):
        renamed(holder)
        sign_in(client, holder.user)
        page = client.get("/my/certificates/").text
        assert "nobody can search for you" in page
        assert "Issue it in my name of today" in page
        client.post(f"/my/certificates/{certificate.code}/reissue/")
        page = client.get("/my/certificates/").text
        assert "Replaced" in page
        assert "Issue it in my name" not in page

    def test_the_holders_buttons_are_nobody_elses(self, client, certificate):
        sign_in(client, staff("other@example.org").user)
        assert client.post(f"/my/certificates/{certificate.code}/reissue/").status_code == 404
        assert client.get(f"/my/certificates/{certificate.code}/reissue/").status_code == 405
        assert "No certificates yet" in client.get("/my/certificates/").text

    def test_a_coordinator_finds_replaces_and_takes_back(self, client, certificate, coordinator):
        sign_in(client, coordinator.user)
        found = client.get("/coordinate/certificates/", {"code": certificate.code.lower()}).text
        assert "Anna Before" in found
        client.post(f"/coordinate/certificates/{certificate.code}/reissue/", {"reason": "Spelling"})
        new = Certificate.objects.valid().get()
        client.post(f"/coordinate/certificates/{new.code}/revoke/", {"reason": "By mistake"})
        assert not Certificate.objects.valid().exists()
        again = client.post(f"/coordinate/certificates/{new.code}/reissue/", {"reason": "x"}).text
        assert "taken back already" in again

    @pytest.mark.parametrize("address", ["", "{code}/reissue/", "{code}/revoke/"])
    def test_the_coordinators_pages_are_theirs_and_of_their_scope(self, client, certificate, holder, address):
        address = f"/coordinate/certificates/{address.format(code=certificate.code)}"
        assert client.get(address).status_code == 302
        sign_in(client, holder.user)
        assert client.get(address).status_code == 403
        south = staff("south@example.org")
        RoleGrantFactory(user=south.user, team=TeamFactory(code="S"))
        sign_in(client, south.user)
        assert client.get(address, {"code": certificate.code}).status_code == (
            200 if address.endswith("ates/") else 404
        )
        assert "Anna" not in client.get(address, {"code": certificate.code}).text

    def test_queries_do_not_grow(self, client, holder, certificate, django_assert_num_queries):
        sign_in(client, holder.user)
        client.get("/my/certificates/")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as first:
            client.get("/my/certificates/")
        for number in range(4):
            certificates.issue(record=record(holder, source=f"booking:{number + 5}"), by=None, at=NOON)
        with django_assert_num_queries(len(first)):
            client.get("/my/certificates/")
