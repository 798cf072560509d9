"""Splitting minutes over the methodologies: whole minutes, nothing lost, nothing counted twice (DOMAIN 6.13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.methodologies import Split, WeightsNotWhole, equal_weights, split_minutes

WEIGHTS = st.tuples(*[st.integers(0, 100)] * 3).filter(lambda parts: sum(parts) <= 100)


def test_a_day_of_two_methodologies_is_halved():
    assert split_minutes(444, Split(sos=50, rp=50)) == Split(sos=222, rp=222)


def test_the_odd_minute_goes_to_the_largest_remainder():
    # 111 minutes by 34, 33, 33: 37.74, 36.63, 36.63. Floors 37, 36, 36; two minutes are left over,
    # the first to Signs of Safety (.74), the next to Restorative Practice (first of the two .63).
    assert split_minutes(111, Split(sos=34, rp=33, sp=33)) == Split(sos=38, rp=37, sp=36)


@given(minutes=st.integers(0, 20_000), parts=WEIGHTS)
def test_the_parts_always_add_up(minutes, parts):
    weights = Split(*parts, 100 - sum(parts))
    assert split_minutes(minutes, weights).total == minutes


@given(minutes=st.integers(0, 20_000), parts=WEIGHTS)
def test_no_part_is_a_minute_or_more_off(minutes, parts):
    weights = Split(*parts, 100 - sum(parts))
    for got, weight in zip(split_minutes(minutes, weights).parts(), weights.parts(), strict=True):
        assert abs(got - minutes * weight / 100) < 1


def test_weights_that_are_not_a_hundred_are_refused():
    with pytest.raises(WeightsNotWhole, match="add up to 90, not 100"):
        split_minutes(60, Split(sos=90))


@pytest.mark.parametrize(
    ("codes", "weights"),
    [
        ([], Split(general=100)),
        (["sos"], Split(sos=100)),
        (["sp", "sos"], Split(sos=50, sp=50)),
        (["sos", "rp", "sp"], Split(sos=34, rp=33, sp=33)),
    ],
)
def test_tags_share_equally(codes, weights):
    assert equal_weights(codes) == weights
