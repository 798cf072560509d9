"""SQL that is kept: the same answers as the queryset it was made from, one query each."""

import datetime
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
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


@pytest.mark.django_db(transaction=True)
def test_locked_rows_are_asked_for_in_a_transaction():
    post = PostFactory()
    locked = AskedOften(lambda key: Post.objects.filter(pk=key).values("pk").select_for_update(), int)
    with transaction.atomic():
        assert locked.rows(post.pk) == [{"pk": post.pk}]
    with pytest.raises(TransactionManagementError):
        locked.rows(post.pk)


OF_SEVERAL = AskedOften(
    lambda people, on: Post.objects.current().running(on).filter(person__in=people).order_by("pk").values("pk"),
    list,
    datetime.date,
)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_keys_fits_one_writing(count):
    posts = [PostFactory() for _ in range(4)]
    keys = [post.person_id for post in posts[:count]]
    assert [row["pk"] for row in OF_SEVERAL.rows(keys, TODAY)] == [post.pk for post in posts[:count]]


@pytest.mark.django_db
def test_a_list_inside_a_subquery_is_found_too():
    post, _ = PostFactory(), PostFactory()
    asked = AskedOften(
        lambda people: Person.objects.filter(pk__in=Post.objects.filter(person__in=people).values("person")).values(
            "pk"
        ),
        list,
    )
    assert asked.rows([post.person_id]) == [{"pk": post.person_id}]


@pytest.mark.django_db
def test_a_list_that_is_not_asked_for_with_in_is_refused():
    with pytest.raises(StandInLost, match="__in"):
        AskedOften(lambda people: Person.objects.filter(pk=people[0]).values("pk"), list).rows([1])


@pytest.mark.django_db
def test_models_are_those_of_the_queryset_with_what_was_selected_along(django_assert_num_queries):
    post, _ = PostFactory(), PostFactory()

    def build(public_id):
        found = Post.objects.filter(person__public_id=public_id).annotate(age=F("starts_on"))
        return found.select_related("person__user", "team")

    asked = AskedOften(build, UUID)
    asked.instances(post.person.public_id)
    with django_assert_num_queries(1):
        (found,) = asked.instances(post.person.public_id)
        seen = (found, found.person, found.person.user, found.team, found.age)
    assert seen == (post, post.person, None, post.team, post.starts_on)
    wanted = build(post.person.public_id).get()
    fields = [field.attname for field in Post._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(wanted, name) for name in fields]


@pytest.mark.django_db
def test_models_with_some_fields_only_read_the_others_when_asked():
    person = PersonFactory()
    (found,) = AskedOften(lambda key: Person.objects.filter(pk=key).only("sort_name"), int).instances(person.pk)
    assert found.get_deferred_fields() >= {"work_email"}
    assert found.work_email == person.work_email
