"""Policies: the figure of the day, from dated rows over a default (DESIGN rule 7)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from foundation import policies
from foundation.models import PolicyValue

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    """Any policy a room defines."""
    return sorted(policies.definitions())[0]


def dated(key, starts_on, value):
    PolicyValue.objects.create(
        key=key, starts_on=starts_on, value=value, reason="A test", created_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_the_default_holds_before_anybody_set_it(key):
    assert policies.book().value(key, date(2020, 1, 1)) == policies.definitions()[key].default


def test_a_row_holds_from_its_day_on(key):
    dated(key, date(2026, 4, 1), Decimal("123"))
    book = policies.book()
    assert book.value(key, date(2026, 3, 31)) == policies.definitions()[key].default
    assert book.value(key, date(2026, 4, 1)) == Decimal("123")


def test_a_later_row_takes_over(key):
    dated(key, date(2026, 4, 1), Decimal("1"))
    dated(key, date(2027, 4, 1), Decimal("2"))
    assert policies.book().whole(key, date(2028, 1, 1)) == 2


def test_the_whole_book_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        book = policies.book()
        for key in policies.definitions():
            book.value(key, date(2026, 4, 1))


def test_a_policy_nobody_defines_is_named():
    with pytest.raises(policies.UnknownPolicy, match=r"No policy is called courses\.nonsense"):
        policies.book().value("courses.nonsense", date(2026, 4, 1))


def test_every_policy_cites_its_rule():
    assert [item.key for item in policies.definitions().values() if not item.source] == []


def test_the_largest_figure_of_any_day_says_how_far_to_look(key):
    default = policies.definitions()[key].default
    dated(key, date(2026, 4, 1), default + 7)
    dated(key, date(2099, 4, 1), Decimal(0))
    assert policies.book().most(key) == default + 7
    with pytest.raises(policies.UnknownPolicy):
        policies.book().most("nobody.defines.it")
