"""The gate: what is withheld, and that an attacker who solves the published table learns nothing from it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.small_numbers import Group, Sum, gate, pools, rate_marker


def two_way(rows):
    """A table with its totals, as cells and sums: teams down, answers across."""
    height, width = len(rows), len(rows[0])
    cells = {(r, c): rows[r][c] for r in range(height) for c in range(width)}
    cells |= {(r, "all"): sum(rows[r]) for r in range(height)}
    cells |= {("all", c): sum(row[c] for row in rows) for c in range(width)}
    cells["all", "all"] = sum(map(sum, rows))
    across = [*range(height), "all"]
    sums = [Sum((r, "all"), tuple((r, c) for c in range(width))) for r in across]
    sums += [Sum(("all", c), tuple((r, c) for r in range(height))) for c in [*range(width), "all"]]
    return cells, sums


def bounds(shown, hidden, sums, ceiling=10_000):
    """What an attacker derives: the interval of every withheld cell, narrowed until nothing moves."""
    low = {**shown, **dict.fromkeys(hidden, 0)}
    high = {**shown, **dict.fromkeys(hidden, ceiling)}
    moved = True
    while moved:
        moved = False
        for each in sums:
            moved |= narrow(each, low, high)
    return {key: (low[key], high[key]) for key in hidden}


def narrow(each, low, high):
    before = [(low[key], high[key]) for key, _ in each.signs()]
    lows, highs = sum(low[part] for part in each.parts), sum(high[part] for part in each.parts)
    low[each.total], high[each.total] = max(low[each.total], lows), min(high[each.total], highs)
    for part in each.parts:
        low[part] = max(low[part], low[each.total] - (highs - high[part]))
        high[part] = min(high[part], high[each.total] - (lows - low[part]))
        lows, highs = sum(low[p] for p in each.parts), sum(high[p] for p in each.parts)
    return before != [(low[key], high[key]) for key, _ in each.signs()]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=2, max_size=4)
    ),
    st.booleans(),
)
def test_an_attacker_pins_no_protected_cell(rows, sensitive):
    cells, sums = two_way(rows)
    groups = [Group(each.parts, each.total) for each in sums[: len(rows)]]
    found = gate(cells, sums=sums, groups=groups, sensitive=sensitive)
    solved = bounds(found.shown, found.withheld, sums)
    pinned = {key for key in found.protected if solved[key][0] == solved[key][1]}
    assert pinned == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=2, max_size=3))
def test_nothing_comes_back_by_subtraction_over_a_hierarchy(services):
    cells, sums = hierarchy(services)
    found = gate(cells, sums=sums)
    solved = bounds(found.shown, found.withheld, sums)
    assert [key for key in found.protected if solved[key][0] == solved[key][1]] == []


def hierarchy(services):
    cells = {(s, t): n for s, teams in enumerate(services) for t, n in enumerate(teams)}
    cells |= {(s, "all"): sum(teams) for s, teams in enumerate(services)}
    cells["all"] = sum(map(sum, services))
    sums = [Sum((s, "all"), tuple((s, t) for t in range(len(teams)))) for s, teams in enumerate(services)]
    sums.append(Sum("all", tuple((s, "all") for s in range(len(services)))))
    return cells, sums


@pytest.mark.parametrize(("count", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_counts_from_one_to_four_are_withheld(count, shown):
    assert ("one" in gate({"one": count}).shown) is shown


def test_one_small_cell_takes_another_with_it():
    cells, sums = two_way([[3, 20], [30, 40]])
    found = gate(cells, sums=sums)
    assert {(0, 0), (0, 1), (1, 0), (1, 1)} <= found.withheld
    assert found.marker((0, 0)) == "c"
    assert found.shown["all", "all"] == 93


def test_a_table_without_small_counts_is_shown_whole():
    cells, sums = two_way([[10, 20], [30, 40]])
    assert gate(cells, sums=sums).withheld == frozenset()


def test_everybody_and_nobody_of_a_small_group_are_disclosures():
    found = gate({"yes": 6, "no": 0}, groups=[Group(("yes", "no"))])
    assert found.protected == {"yes", "no"}


def test_everybody_of_a_larger_group_is_none():
    assert gate({"yes": 12, "no": 0}, groups=[Group(("yes", "no"))]).withheld == frozenset()


def test_one_small_cell_withholds_a_whole_sensitive_group():
    group = Group(("flu", "stress", "other"))
    cells = {"flu": 20, "stress": 2, "other": 15}
    assert gate(cells, groups=[group], sensitive=True).withheld == set(cells)


def test_a_sensitive_group_needs_ten_people():
    assert gate({"a": 5, "b": 0}, groups=[Group(("a", "b"))], sensitive=True).withheld == {"a", "b"}


def test_what_was_released_before_stays_known_and_others_make_up_for_it():
    cells = {"team a": 3, "team b": 8, "team c": 9, "service": 20}
    sums = [Sum("service", ("team a", "team b", "team c"))]
    found = gate(cells, sums=sums, known=["team b", "service"])
    assert found.withheld == {"team a", "team c"}


@pytest.mark.parametrize(
    ("top", "bottom", "marker"),
    [(0, 0, "z"), (5, 9, "c"), (5, 10, ""), (4, 20, "c"), (17, 20, "c"), (0, 12, ""), (12, 12, "")],
)
def test_rates_need_ten_below_the_line_and_no_small_count_above(top, bottom, marker):
    assert rate_marker(top, bottom) == marker


def test_small_groups_are_put_together_until_there_are_five():
    assert pools([("a", 2), ("b", 7), ("c", 3), ("d", 4)]) == ([["b"], ["a", "c"]], ["d"])


@given(st.lists(st.integers(0, 9), max_size=12))
def test_pools_stay_as_they_are_when_more_comes(sizes):
    rows = list(enumerate(sizes))
    steps = [pools(rows[:length])[0] for length in range(len(rows) + 1)]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(steps))


@given(st.lists(st.integers(0, 9), max_size=12))
def test_every_pool_has_five(sizes):
    found, _ = pools(list(enumerate(sizes)))
    assert all(sum(sizes[key] for key in pool) >= 5 for pool in found)
