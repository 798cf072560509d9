"""The reason list: what is beyond somebody's control, and what nobody else reads."""

import pytest

from courses import reasons


def test_the_nine_reasons_people_choose_from():
    codes = {code for code, _ in reasons.choices()}
    assert codes == {"court", "child_emergency", "sickness", "workload", "cover", "caring", "travel", "access", "other"}


@pytest.mark.parametrize("code", ["sickness", "caring", "access"])
def test_a_private_reason_is_only_accepted(code):
    assert reasons.for_others(code) == "Accepted"


@pytest.mark.parametrize(("code", "counts"), [("workload", True), ("other", True), ("", True), ("court", False)])
def test_what_lies_outside_somebodys_control_never_counts_against_them(code, counts):
    assert reasons.counts_against(code) is counts


def test_nobody_else_reads_a_reason_in_the_first_person():
    for reason in reasons.REASONS:
        words = reasons.for_others(reason.code).split()
        assert not {"I", "me", "am"} & set(words)


def test_the_labels_fit_the_column_they_are_stored_by():
    assert max(len(reason.code) for reason in reasons.REASONS) <= 20
