"""Certificates on paper, and the page on which anybody can check one."""

import io

import pypdf
import pytest

from cpd_records.actions import certificates
from cpd_records.pdf.certificate import CertificateFacts, certificate_pdf
from foundation.methodologies import Split
from tests.factories.cpd_records import NOON, record
from tests.factories.workforce import PersonFactory, UserFactory, staff
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    return staff("holder@example.org", first_name="Łucja", last_name="O'Hara-Žižek")


@pytest.fixture
def certificate(holder):
    made = record(holder, weights=Split(sos=34, rp=33, sp=33), title="Signs of Safety & circles")
    return certificates.issue(record=made, by=None, at=NOON)


def download(client, code):
    return client.get(f"/my/certificates/{code}/download/")


def revoke(certificate):
    certificates.revoke(record=certificate.record, reason="Marked by mistake", by=None, at=NOON)


class TestDownload:
    def test_the_paper_says_who_what_when_and_where_to_check(self, client, holder, certificate):
        sign_in(client, holder.user)
        paper = pypdf.PdfReader(io.BytesIO(b"".join(download(client, certificate.code).streaming_content)))
        text = " ".join(paper.pages[0].extract_text().split())
        code = "-".join(certificate.code[i : i + 4] for i in range(0, 16, 4))
        for said in (
            "Łucja O'Hara-Žižek",
            "Signs of Safety & circles",
            "12 June 2026",
            "7 hours 24 minutes",
            "Signs of Safety, Restorative Practice and Social Pedagogy",
            code,
            f"http://testserver/verify/{certificate.code}/",
        ):
            assert said in text
        assert len(paper.pages) == 1

    def test_the_paper_has_a_title_and_a_language(self, client, holder, certificate):
        sign_in(client, holder.user)
        paper = pypdf.PdfReader(io.BytesIO(b"".join(download(client, certificate.code).streaming_content)))
        assert paper.metadata.title == "Certificate: Signs of Safety & circles"
        assert paper.trailer["/Root"]["/Lang"] == "en-GB"

    def test_the_longest_name_and_title_stay_on_one_page(self):
        said = CertificateFacts("Wilhelmina " * 23, "Whole families " * 17, *["12 June 2026"] * 4, "A" * 19, "x" * 60)
        assert len(pypdf.PdfReader(io.BytesIO(certificate_pdf(said))).pages) == 1

    def test_comes_as_an_attachment_that_nothing_keeps_or_sniffs(self, client, holder, certificate):
        sign_in(client, holder.user)
        answer = download(client, certificate.code)
        assert answer["Content-Disposition"] == f'attachment; filename="certificate-{certificate.code}.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("email", ["colleague@example.org", "stranger@example.org"])
    def test_is_nobody_elses(self, client, certificate, email):
        sign_in(client, staff(email).user)
        assert download(client, certificate.code).status_code == 404

    def test_is_not_the_managers_either(self, client):
        manager = staff("manager@example.org")
        report = staff("report@example.org", manager=manager)
        made = certificates.issue(record=record(report), by=None, at=NOON)
        sign_in(client, manager.user)
        assert download(client, made.code).status_code == 404

    def test_asks_to_sign_in(self, client, certificate):
        assert download(client, certificate.code).status_code == 302

    def test_a_bad_code_and_a_revoked_one_are_not_found(self, client, holder, certificate):
        sign_in(client, holder.user)
        assert download(client, "nonsense").status_code == 404
        revoke(certificate)
        assert download(client, certificate.code).status_code == 404


class TestGettingOne:
    def address(self, made):
        return f"/my/cpd/{made.public_id}/certificate/"

    def test_issues_it_and_hands_it_over(self, client, holder):
        made = record(holder)
        sign_in(client, holder.user)
        answer = client.post(self.address(made))
        assert answer["Location"] == f"/my/certificates/{made.certificates.get().code}/download/"
        client.post(self.address(made))
        assert made.certificates.count() == 1

    def test_says_why_there_is_none(self, client, holder):
        made = record(holder, outcome="partial")
        sign_in(client, holder.user)
        page = client.post(self.address(made), follow=True).content.decode()
        assert "A certificate is for learning you completed" in page

    def test_opening_the_address_does_nothing(self, client, holder):
        made = record(holder)
        sign_in(client, holder.user)
        assert client.get(self.address(made)).status_code == 405
        assert not made.certificates.exists()

    def test_is_for_ones_own_learning_only(self, client, holder):
        made = record(PersonFactory())
        sign_in(client, holder.user)
        assert client.post(self.address(made)).status_code == 404


class TestVerify:
    def test_a_valid_code_shows_what_the_paper_shows_and_no_more(self, client, holder, certificate):
        answer = client.get(f"/verify/{certificate.code}/")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "The Academy issued this certificate, and it stands." in page
        assert "Łucja O&#x27;Hara-Žižek" in page
        for private in (holder.work_email, holder.employee_number, str(certificate.record.public_id)):
            assert private not in page

    @pytest.mark.parametrize("typed", [str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]} "])
    def test_a_code_may_be_typed_in_any_way(self, client, certificate, typed):
        answer = client.get("/verify/", {"code": typed(certificate.code)})
        assert answer["Location"] == f"/verify/{certificate.code}/"

    def test_a_revoked_one_says_so_and_not_why(self, client, certificate):
        revoke(certificate)
        page = client.get(f"/verify/{certificate.code}/").content.decode()
        assert "has since taken it back" in page
        assert "Marked by mistake" not in page

    @pytest.mark.parametrize("code", ["ABCDEFGHJKMNPQRS", "nonsense", "'drop", "²"])
    def test_an_unknown_code_is_not_found(self, client, code):
        answer = client.get(f"/verify/{code}/")
        assert (answer.status_code, "No certificate has this code." in answer.content.decode()) == (404, True)

    @pytest.mark.parametrize("code", ["", "1234", "O" * 16])
    def test_a_code_that_cannot_be_is_refused_with_what_to_do(self, client, code):
        page = client.get("/verify/", {"code": code}).content.decode()
        assert "There is a problem" in page

    def test_the_form_is_open_to_everybody(self, client):
        assert "Check a certificate" in client.get("/verify/").content.decode()

    def test_search_engines_keep_out(self, client, certificate):
        assert "noindex" in client.get(f"/verify/{certificate.code}/").content.decode()

    def test_asking_too_often_is_stopped(self, client, certificate):
        for _ in range(30):
            assert client.get("/verify/ABCDEFGHJKMNPQRS/", REMOTE_ADDR="192.0.2.7").status_code == 404
        answer = client.get(f"/verify/{certificate.code}/", REMOTE_ADDR="192.0.2.7")
        assert (answer.status_code, "Wait 1 minutes" in answer.content.decode()) == (429, False)
        assert client.get(f"/verify/{certificate.code}/", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_signed_in_user_without_a_person_has_no_certificate(client, certificate):
    sign_in(client, UserFactory())
    assert download(client, certificate.code).status_code == 404
