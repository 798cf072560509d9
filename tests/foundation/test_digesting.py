"""Keyed digests of canonical text."""

import pytest

from foundation.protected_text.digesting import agrees, canonical, digest


def test_line_ends_and_composed_letters_make_no_difference():
    assert digest("p", "café\r\nnoir") == digest("p", "café\nnoir")


def test_the_order_of_keys_makes_no_difference():
    assert digest("p", {"a": 1, "b": ["é"]}) == digest("p", {"b": ["é"], "a": 1})


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("a",), ("a", "")), (("1",), (1,)), ((None,), ("",)), (("null",), (None,))],
)
def test_other_parts_have_another_digest(one, other):
    assert digest("p", *one) != digest("p", *other)


def test_another_purpose_has_another_digest():
    assert digest("a", "x") != digest("b", "x")


def test_it_hangs_on_the_digest_key_and_not_on_the_field_keys(settings):
    before = digest("p", "words")
    settings.FIELD_KEYS = ["another"]
    assert agrees(before, "p", "words")
    settings.DIGEST_KEY = "another"
    assert not agrees(before, "p", "words")


def test_it_does_not_show_the_words():
    assert "words" not in digest("p", "words")
    assert canonical("a\rb") == "a\nb"
