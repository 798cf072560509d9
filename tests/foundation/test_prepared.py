"""Statements that PostgreSQL plans once for a connection: the same answers, and nothing looks different outside."""

import datetime
import gc
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from academy import settings as own_settings
from academy.services.environment import PROJECT
from foundation.asked_often import STAND_INS, AskedOften
from foundation.prepared import Prepared
from tests.factories.workforce import PersonFactory, PostFactory
from workforce.models import Person, Post
from workforce.querysets import access

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 12)


def of_person():
    return AskedOften(lambda key, on: Post.objects.running(on).filter(person=key).values("pk"), int, datetime.date)


def names_known():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


def test_the_connection_knows_it_by_name_after_the_first_asking():
    post, asked, before = PostFactory(), of_person(), names_known()
    for _ in range(3):
        assert asked.rows(post.person_id, TODAY) == [{"pk": post.pk}]
    assert len(names_known() - before) == 1


def test_without_prepared_statements_the_answer_is_the_same(settings):
    settings.PREPARED_STATEMENTS = False
    post, asked, before = PostFactory(), of_person(), names_known()
    assert asked.rows(post.person_id, TODAY) == [{"pk": post.pk}]
    assert names_known() == before


def test_whoever_looks_on_sees_one_query_as_it_would_have_been():
    post, asked = PostFactory(), of_person()
    with CaptureQueriesContext(connection) as seen:
        asked.rows(post.person_id, TODAY)
    assert len(seen) == 1
    assert seen[0]["sql"].startswith("SELECT")
    assert f"= {post.person_id}" in seen[0]["sql"]


def test_it_is_still_known_after_a_transaction_was_taken_back():
    post, asked = PostFactory(), of_person()
    with transaction.atomic():
        asked.rows(post.person_id, TODAY)
        transaction.set_rollback(True)
    assert asked.rows(post.person_id, TODAY) == [{"pk": post.pk}]


def test_what_never_changes_stands_in_it_whatever_signs_it_holds():
    person = PersonFactory(sort_name="100%s O'Neil % Co")
    wanted = "SELECT id, %s, '%%' FROM workforce_person WHERE sort_name = %s AND id = %s"
    asked = Prepared(wanted, ["it's 5 %", person.sort_name, None], {2: 0}, ["bigint"])
    assert asked.rows([person.pk]) == [(person.pk, "it's 5 %", "%")]
    assert asked.rows([person.pk + 1]) == []


def test_a_statement_without_values_is_kept_too():
    PersonFactory()
    asked = Prepared("SELECT count(*) FROM workforce_person", (), {}, ())
    assert asked.rows(()) == asked.rows(()) == [(Person.objects.count(),)]


def everything_asked_often():
    """All there are: every module that names one is read first."""
    for room in {path.parent for path in PROJECT.glob("*/apps.py")}:
        for path in room.rglob("*.py"):
            if "AskedOften(" in path.read_text():
                import_module(".".join(path.relative_to(PROJECT).with_suffix("").parts))
    return [each for each in gc.get_objects() if type(each) is AskedOften]  # lazy objects pretend to be others


def test_postgresql_can_keep_each_question_there_is():
    found = everything_asked_often()
    assert len(found) > 20
    for asked in found:
        asked.tuples(*[STAND_INS[kind](place) for place, kind in enumerate(asked._types)])


def test_a_question_is_not_planned_anew_however_wide_it_is():
    person, before = PersonFactory(), names_known()
    asked = AskedOften(lambda user_id, on: access._facts(user_id, on), int, datetime.date)
    for _ in range(8):
        asked.rows(person.pk, TODAY)
    (name,) = names_known() - before
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = %s", [name])
        assert cursor.fetchall() == [(8, 0)]


def test_a_pooler_that_takes_no_options_is_given_none(monkeypatch):
    monkeypatch.setattr(own_settings, "PREPARED_STATEMENTS", False)
    assert own_settings._database("postgresql://a@b/c?sslmode=require")["OPTIONS"] == {"sslmode": "require"}


def test_options_of_the_address_are_kept():
    found = own_settings._database("postgresql://a@b/c?options=-c%20work_mem%3D8MB")["OPTIONS"]
    assert found == {"options": "-c work_mem=8MB -c plan_cache_mode=force_generic_plan"}
