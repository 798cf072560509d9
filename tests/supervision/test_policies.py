"""The rules table of DOMAIN 5 as it is shipped: a reader can hold the two side by side."""

from decimal import Decimal

from supervision import policies

SHIPPED = {
    policies.NEWLY_QUALIFIED_FIRST: 7,
    policies.NEWLY_QUALIFIED_FIRST_LASTS: 42,
    policies.NEWLY_QUALIFIED_NEXT: 14,
    policies.NEWLY_QUALIFIED_NEXT_LASTS: 6,
    policies.NEWLY_QUALIFIED_LATER: 1,
    policies.SOCIAL_WORK: 28,
    policies.MANAGERS: 28,
    policies.EARLY_HELP: 28,
    policies.SUPPORT: 42,
    policies.GROUP: 1,
    policies.LENGTH: 90,
    policies.AHEAD: 6,
    policies.GRACE: 5,
    policies.SHORT_GRACE: 2,
    policies.RESCHEDULE: 10,
    policies.WRITE_UP: 5,
    policies.SIGN: 10,
    policies.AGREEMENT: 28,
    policies.FIRST_REVIEW: 3,
    policies.LATER_REVIEW: 12,
    policies.DELEGATE_AFTER: 20,
    policies.DELEGATE_MISSED: 1,
}


def test_the_rules_are_shipped_as_the_domain_has_them():
    shipped = {item.key: item.default for item in policies.POLICIES}
    assert {key: shipped[key] for key in SHIPPED} == {key: Decimal(value) for key, value in SHIPPED.items()}


def test_every_figure_says_where_it_comes_from():
    assert [item.key for item in policies.POLICIES if not item.source] == []


def test_no_key_is_used_twice():
    keys = [item.key for item in policies.POLICIES]
    assert len(keys) == len(set(keys))
