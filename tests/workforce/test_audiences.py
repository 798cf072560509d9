"""Who belongs to an audience, and what is looked at to say so."""

from datetime import date

import pytest

from foundation import taxonomies
from foundation.models import Term
from foundation.policies import book
from tests.factories.workforce import (
    ActingManagerFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    TeamFactory,
)
from workforce.rules.audience_facts import facts_of, facts_of_many
from workforce.rules.audiences import AudienceFacts, PostFacts, belongs

DAY = date(2026, 11, 23)
WORKER = AudienceFacts(
    posts=(PostFacts("social_worker", "Social Worker", "permanent", "social_care", "CS/SC/CL/CL1/"),)
)


def term(code, *matches, name=""):
    return Term(code=code, name=name or code, matches=list(matches))


def test_without_any_audience_it_is_for_everyone():
    found = belongs(AudienceFacts(), [])
    assert found.yes
    assert found.sentence == "It is for everyone."


@pytest.mark.parametrize("code", ["social_worker", "team:cl", "TEAM:CL", "area:social_care", "job:social worker"])
def test_any_code_of_a_running_post_lets_somebody_in(code):
    assert belongs(WORKER, [term("a", code)]).yes


@pytest.mark.parametrize("code", ["early_help", "team:c", "team:cl2", "area:education", "contract:agency"])
def test_a_code_that_is_not_theirs_does_not(code):
    assert not belongs(WORKER, [term("a", code)]).yes


def test_the_answer_names_through_which_audience_and_who_else_it_is_for():
    asked = [term("sw", "social_worker", name="Social workers"), term("eh", "early_help", name="Early help")]
    assert belongs(WORKER, asked).sentence == "It is for you as one of: Social workers."
    assert belongs(AudienceFacts(), asked).sentence == "It is for Social workers or Early help."


def test_a_job_title_counts_with_and_without_what_follows_its_comma():
    director = AudienceFacts(posts=(PostFacts("management", "Assistant Director, Education", "permanent"),))
    assert belongs(director, [term("a", "job:assistant director")]).yes
    assert belongs(director, [term("a", "job:assistant director, education")]).yes


def test_experienced_social_workers_are_those_past_the_first_year_without_a_team():
    experienced = [term("a", "experienced_social_worker")]
    assert belongs(WORKER, experienced).yes
    assert not belongs(AudienceFacts(posts=WORKER.posts, newly_qualified=True), experienced).yes
    assert not belongs(AudienceFacts(posts=WORKER.posts, manages=True), experienced).yes


def test_a_foster_carer_is_a_carer_whatever_the_organisation():
    assert belongs(AudienceFacts(organisation="voluntary", external_role="foster_carer"), [term("a", "carer")]).yes
    assert not belongs(AudienceFacts(organisation="voluntary", external_role="volunteer"), [term("a", "carer")]).yes


@pytest.mark.django_db
class TestLoading:
    def both(self, person, on=DAY):
        """One person through both loaders: they never differ."""
        one = facts_of(person.pk, on, book())
        assert facts_of_many([person.pk], on, book()) == {person.pk: one}
        return one

    def test_the_team_is_placed_in_the_tree_of_the_day(self):
        team = TeamFactory(code="CL1", version__parent=TeamFactory(code="CL"))
        post = PostFactory(team=team)
        assert {"team:cl", "team:cl1", "area:social_care", "social_worker"} <= self.both(post.person).codes

    def test_a_post_that_ended_says_nothing_any_more(self):
        post = PostFactory(ends_on=DAY)
        assert self.both(post.person).posts == ()

    def test_somebody_is_a_manager_by_the_file_or_as_acting_manager(self):
        manager, acting = PersonFactory(), PersonFactory()
        PostFactory(line_manager=manager)
        assert self.both(manager).manages
        ActingManagerFactory(manager=acting)
        assert self.both(acting).manages
        assert not self.both(PersonFactory()).manages

    def test_newly_qualified_for_a_year_to_the_day(self):
        post = PostFactory(starts_on=date(2025, 11, 24), start_origin=1)
        assert self.both(post.person).newly_qualified
        assert not self.both(post.person, date(2026, 11, 24)).newly_qualified

    def test_a_student_promoted_here_is_newly_qualified(self):
        student = PostFactory(role_family="social_work_student", starts_on=date(2024, 9, 1), ends_on=date(2026, 9, 1))
        promoted = {"change_type": "promotion", "start_origin": None, "starts_on": date(2026, 9, 1)}
        PostFactory(person=student.person, post_number=student.post_number, **promoted)
        assert self.both(student.person).newly_qualified

    def test_a_change_of_team_makes_nobody_a_new_starter(self):
        post = PostFactory(starts_on=date(2020, 4, 1), ends_on=date(2026, 11, 1), start_origin=None)
        PostFactory(person=post.person, starts_on=date(2026, 11, 1), change_type="transfer", start_origin=None)
        assert not self.both(post.person).new_starter
        assert self.both(PostFactory(starts_on=date(2026, 11, 1)).person).new_starter

    def test_somebody_from_a_school_has_no_post_and_belongs_by_the_organisation(self):
        school = OrganisationFactory(code="school", kind="school")
        person = PersonFactory(organisation=school, standing="external", employee_number=None)
        assert "organisation:school" in self.both(person).codes

    def test_one_person_takes_two_queries(self, django_assert_num_queries):
        post, figures = PostFactory(), book()
        facts_of(post.person_id, DAY, figures)
        with django_assert_num_queries(2):
            facts_of(post.person_id, DAY, figures)

    def test_many_take_five_however_many(self, django_assert_num_queries):
        people = [PostFactory().person_id for _ in range(4)]
        figures = book()
        for some in (people[:1], people):
            with django_assert_num_queries(5):
                assert len(facts_of_many(some, DAY, figures)) == len(some)

    def test_nobody_known_belongs_to_everyone_only(self):
        assert facts_of(-1, DAY, book()).codes == {"everyone"}


@pytest.mark.django_db
def test_every_shipped_audience_reaches_somebody():
    taxonomies.sync_shipped_terms()
    assert [found.code for found in taxonomies.terms("audience", DAY) if not found.matches] == ["everyone"]
