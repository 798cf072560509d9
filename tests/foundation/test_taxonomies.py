import json
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from foundation.models import Term, Vocabulary
from foundation.taxonomies import SHIPPED, sync_shipped_terms, terms
from tests.factories.workforce import UserFactory
from tests.signing_in import sign_in

DAY = date(2026, 11, 22)


@pytest.fixture
def shipped(db):
    Term.objects.all().delete()
    Vocabulary.objects.all().delete()
    sync_shipped_terms()


def names(vocabulary, on=DAY):
    return [term.name for term in terms(vocabulary, on)]


@pytest.mark.usefixtures("shipped")
class TestShipped:
    def test_the_ten_practice_standards_come_in_their_order(self):
        assert len(names("practice-standard")) == 10
        assert names("practice-standard")[0] == "Listening and acting on what our children say"
        assert names("practice-standard")[9] == "Confident, skilled and accountable"

    def test_there_are_eight_evidence_tags_three_stages_and_four_outcomes(self):
        assert [len(names(code)) for code in ("evidence-tag", "stage-of-help", "outcome")] == [8, 3, 4]

    def test_audiences_name_the_role_families_they_stand_for(self):
        assert Term.objects.get(code="social-work").matches == ["social_worker", "social_work_student"]
        assert Term.objects.get(code="everyone").matches == []

    def test_again_adds_nothing(self):
        assert sync_shipped_terms() == 0

    def test_editors_words_order_and_retirement_stay(self):
        Term.objects.filter(code="neglect").update(name="Child neglect", position=99, ends_on=date(2026, 1, 1))
        Vocabulary.objects.filter(code="topic").update(name="Subjects")
        sync_shipped_terms()
        kept = Term.objects.get(code="neglect")
        assert (kept.name, kept.position, kept.ends_on) == ("Child neglect", 99, date(2026, 1, 1))
        assert Vocabulary.objects.get(code="topic").name == "Subjects"

    def test_a_retired_term_and_one_that_has_not_begun_are_not_offered(self):
        assert "Early career development programme" not in names("programme", date(2027, 8, 31))
        assert "Early career development programme" in names("programme", date(2027, 9, 1))
        assert "Assessed and supported year in employment" not in names("programme", date(2028, 9, 1))

    def test_the_command_says_how_much_it_added(self, capsys):
        assert sync_shipped_terms() == 0
        call_command("sync_taxonomies", verbosity=0)
        assert capsys.readouterr().out == ""
        call_command("sync_taxonomies")
        assert capsys.readouterr().out == "0 terms and words added.\n"


def test_codes_are_unique_within_a_vocabulary():
    for vocabulary in json.loads(SHIPPED.read_text())["vocabularies"]:
        codes = [term["code"] for term in vocabulary["terms"]]
        assert len(codes) == len(set(codes))


@pytest.mark.django_db
class TestEditing:
    @pytest.fixture
    def term(self, shipped):
        return Term.objects.get(code="neglect")

    def test_nobody_deletes_a_term(self, client, term):
        sign_in(client, UserFactory(is_superuser=True, is_staff=True))
        response = client.get(reverse(term.snippet_viewset.get_url_name("delete"), args=[term.pk]))
        assert response.status_code in (302, 403)
        client.post(reverse(term.snippet_viewset.get_url_name("delete"), args=[term.pk]))
        assert Term.objects.filter(pk=term.pk).exists()

    def test_an_editor_retires_a_term(self, client, term):
        sign_in(client, UserFactory(is_superuser=True, is_staff=True))
        url = reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk])
        page = client.get(url)
        assert page.status_code == 200
        fields = {name: page.context["form"][name].value() for name in page.context["form"].fields}
        fields |= {"ends_on": "2026-12-01", "starts_on": "", "matches": ""}
        assert client.post(url, fields).status_code == 302
        term.refresh_from_db()
        assert term.ends_on == date(2026, 12, 1)

    def test_a_colleague_without_a_role_is_turned_away(self, client, term):
        sign_in(client, UserFactory())
        url = reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk])
        assert client.get(url).status_code in (302, 403)
        assert client.post(url, {"name": "Mine"}).status_code in (302, 403)
        term.refresh_from_db()
        assert term.name == "Neglect"
