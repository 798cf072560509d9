"""SQL that is kept: the same answers as the queryset it was made from, one query each."""

import datetime

import pytest
from django.utils import timezone

from foundation.asked_often import AskedOften, StandInLost
from tests.factories.workforce import PersonFactory, PostFactory
from workforce.models import Person, Post

TODAY = datetime.date(2026, 11, 12)
RUNNING = AskedOften(
    lambda person_id, on: Post.objects.current().running(on).filter(person=person_id).values("pk", "job_title"),
    int,
    datetime.date,
)


@pytest.mark.django_db
def test_rows_are_those_of_the_queryset():
    post, other = PostFactory(), PostFactory()
    for each in (post, other):
        wanted = Post.objects.current().running(TODAY).filter(person=each.person_id).values("pk", "job_title")
        assert RUNNING.rows(each.person_id, TODAY) == list(wanted) != []


@pytest.mark.django_db
def test_it_is_one_query(django_assert_num_queries):
    post = PostFactory()
    with django_assert_num_queries(1):
        RUNNING.rows(post.person_id, TODAY)


@pytest.mark.django_db
def test_values_take_the_places_they_were_given_for():
    post = PostFactory(starts_on=datetime.date(2026, 11, 13))
    assert RUNNING.rows(post.person_id, TODAY) == []
    assert len(RUNNING.rows(post.person_id, datetime.date(2026, 11, 13))) == 1


@pytest.mark.django_db
def test_moments_come_back_as_the_queryset_gives_them():
    person = PersonFactory()
    asked = AskedOften(
        lambda until: Post.objects.filter(recorded_from__lte=until).values("recorded_from"), datetime.datetime
    )
    PostFactory(person=person)
    assert asked.rows(timezone.now()) == list(Post.objects.values("recorded_from"))


@pytest.mark.django_db
def test_a_value_that_never_reaches_the_sql_is_refused():
    with pytest.raises(StandInLost):
        AskedOften(lambda number: Person.objects.filter(sort_name=f"x{number}").values("pk"), int).rows(1)
