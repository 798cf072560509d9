"""A gentle word where a text may tell who a child is; silence where it does not."""

import pytest

from foundation.protected_text.identities import warnings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a boy called Tomos Griffiths came", "Tomos Griffiths"),
        ("Her mum, Siân O'Neill, rang", "Siân O'Neill"),
        ("His name is Ali Khan and he is four", "Ali Khan"),
        ("born on 3 March 2015", "3 March 2015"),
        ("DOB: 03/04/15", "03/04/15"),
        ("date of birth 3rd April 2012", "3rd April 2012"),
        ("d.o.b. 03.04.2015", "03.04.2015"),
        ("number 943 476 5919", "943 476 5919"),
        ("9434765919", "9434765919"),
        ("they live at S60 1AE now", "S60 1AE"),
    ],
)
def test_what_may_tell_who_somebody_is_is_named(text, found):
    assert [each for each in warnings(text) if f"“{found}”" in each]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We used Signs of Safety with the family, and Ash (4) told Nan.",
        "a plan called Early Help Assessment",
        "the child and Social Care agreed",
        "We met on 3 March 2026 and meet again on 12/04/2026.",
        "call 07700 900123 or 01709 382121",
        "number 943 476 5918",
        "case reference LCS 1234567890",
        "the child Said nothing",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert warnings(text) == []


def test_each_kind_of_thing_is_said_once():
    text = "called Ann Lee, called Bob Ray, born 1/2/2015, born 2/3/2016"
    assert len(warnings(text)) == 2
