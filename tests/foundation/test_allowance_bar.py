"""The allowance as one bar: shapes and words."""

from decimal import Decimal

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from foundation.allowance_bar import AllowanceBar, Spent

DAY = 444
PART = AllowanceBar(15 * DAY, Spent(sos=2 * DAY, rp=DAY, sp=DAY // 2, general=DAY // 2), reserved=2 * DAY, left=9 * DAY)


def test_the_headline_always_says_up_to():
    assert PART.headline == "9 days left of up to 15 days"


def test_the_description_tells_the_whole_bar():
    assert PART.description == (
        "4 days used (Signs of Safety: 2 days, Restorative Practice: 1 day, Social Pedagogy: 0.5 days, "
        "General learning: 0.5 days), 2 days booked. 9 days left of up to 15 days"
    )


def test_an_overdrawn_account_is_not_chased():
    bar = AllowanceBar(3 * DAY, Spent(sos=4 * DAY), reserved=DAY, overdrawn=2 * DAY)
    assert bar.headline.startswith("2 days over, by approval or after a change of circumstances.")
    assert bar.limit_x == "60.000%"


def test_without_an_allowance_there_is_no_bar():
    html = render_to_string("components/allowance_bar.html", {"bar": AllowanceBar(0)})
    assert "You have no learning allowance this year." in html
    assert "<svg" not in html


def test_the_bar_has_a_text_for_those_who_do_not_see_it_and_no_inline_style():
    html = render_to_string("components/allowance_bar.html", {"bar": PART})
    assert f'<title id="allowance-title">{PART.description}</title>' in html
    assert "style=" not in html
    assert html.count("academy-legend__item") == 6


@given(st.lists(st.integers(min_value=0, max_value=7000), min_size=6, max_size=6))
def test_the_segments_fill_the_bar_and_never_overlap(lengths):
    sos, rp, sp, general, reserved, left = lengths
    bar = AllowanceBar(sum(lengths), Spent(sos, rp, sp, general), reserved, left)
    end = Decimal(0)
    for segment in bar.segments:
        assert abs(Decimal(segment.x[:-1]) - end) <= Decimal("0.01")
        end = Decimal(segment.x[:-1]) + Decimal(segment.width[:-1])
    assert not bar.segments or abs(end - 100) <= Decimal("0.01")
