"""The sum behind an entitlement, written so that the person can check it with a calculator."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cpd_records.rules.years import day_before, days_in
from foundation.british_dates import long_date
from foundation.durations import minutes_as_days, minutes_as_days_and_hours, minutes_as_hours

if TYPE_CHECKING:
    from cpd_records.rules.entitlement import Stretch


def the_sum(stretches: Sequence["Stretch"], start: date, exact: Fraction, minutes: int, unit: int, day: int) -> str:
    """When, how much of full time, the multiplication, and the rounding. Empty where nothing counts.

    `exact` and `minutes` are the year's minutes before and after rounding up to `unit`; `day` is the
    length of a day in minutes.
    """
    if not stretches:
        return ""
    whole = len(stretches) == 1 and stretches[0].days == days_in(start)
    if whole and stretches[0].share == 1_000_000 and exact == minutes:
        return f"{_sentence(_when(stretches, whole))}: {minutes_as_days_and_hours(minutes, day)}."
    product = _product(stretches, start, day, whole)
    return f"{_sentence(_when(stretches, whole))}: {product} = {_result(exact, minutes, unit, day)}."


def _when(stretches: Sequence["Stretch"], whole: bool) -> str:
    if whole:
        return f"the whole year at {_share(stretches[0])}"
    return "; ".join(
        f"{long_date(s.starts_on)} to {long_date(day_before(s.ends_on))} ({_days(s.days)}) at {_share(s)}"
        for s in stretches
    )


def _share(stretch: "Stretch") -> str:
    parts, total = [_number(part) for part in stretch.parts], _total(stretch)
    if len(parts) == 1:
        return "full time" if total == "1" else f"{total} of full time"
    capped = ", counted as 1 at most" if sum(stretch.parts) > 1 else f" = {total}"
    return f"{' + '.join(parts)}{capped} of full time"


def _product(stretches: Sequence["Stretch"], start: date, day: int, whole: bool) -> str:
    if whole:
        return f"{minutes_as_days(stretches[0].full_year, day)} × {_total(stretches[0])}"
    if len({stretch.full_year for stretch in stretches}) > 1:
        terms = [f"{minutes_as_days(s.full_year, day)} × {_total(s)} × {s.days}" for s in stretches]
        return f"({' + '.join(terms)}) ÷ {days_in(start)}"
    terms = [f"{_total(s)} × {s.days}" for s in stretches]
    inner = terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"
    return f"{minutes_as_days(stretches[0].full_year, day)} × {inner} ÷ {days_in(start)}"


def _result(exact: Fraction, minutes: int, unit: int, day: int) -> str:
    rounded = minutes_as_days_and_hours(minutes, day)
    if exact == minutes:
        return rounded
    days = Decimal(exact.numerator) / (Decimal(exact.denominator) * day)
    step = "half a day" if unit * 2 == day else minutes_as_hours(unit)
    shown = days.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{shown} days, rounded up to a multiple of {step}: {rounded}"


def _total(stretch: "Stretch") -> str:
    return _number(Decimal(stretch.share) / 1_000_000)


def _number(value: Decimal) -> str:
    """ "0.8", "1", never "1E+1" or trailing noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
