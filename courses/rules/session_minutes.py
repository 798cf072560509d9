"""How a session's learning minutes are shared over its dates (DESIGN 4)."""

from collections.abc import Sequence


def minutes_by_date(total: int, durations: Sequence[int]) -> list[int]:
    """Share whole learning minutes over dates, in proportion to how long each lasts.

    `durations` are the clock minutes of each date, all above zero. The shares add up to `total`
    (largest remainder; ties go to the earlier date), so a day's breaks are spread evenly.
    """
    whole = sum(durations)
    shares = [total * length // whole for length in durations]
    remainders = [total * length % whole for length in durations]
    order = sorted(range(len(durations)), key=lambda index: (-remainders[index], index))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares
