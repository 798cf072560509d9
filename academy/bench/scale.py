"""The same pages for a crowd of many against a crowd of 1,000: nothing may grow with the number of people."""

import os
from collections.abc import Iterator

from django.core.management import call_command

from academy.bench.bare import BareSite
from academy.bench.pages import asked
from academy.bench.scratch import analyse, second_database
from academy.bench.table import Ratio
from academy.bench.visits import times_bare

MANY = int(os.environ.get("BENCH_PEOPLE", "20000"))
BUDGET = 1.3
ROUNDS = 5


def measure() -> Iterator[Ratio]:
    """One line a page: the median of the larger crowd's rounds over the smaller one's."""
    site = BareSite()
    few = _costs(site)
    with second_database():
        print(f"Making a crowd of {MANY:,} …", flush=True)
        call_command("make_crowd", people=MANY, years=3, verbosity=0)
        analyse()
        many = _costs(BareSite())
    for what, cost in many.items():
        yield Ratio(what, cost / few[what], BUDGET, note=f"{MANY:,} people against 1,000")


def _costs(site: BareSite) -> dict[str, float]:
    """Each page's CPU in bare pages of the same database and moment, so that the two runs compare."""
    analyse()
    return {what: times_bare(work, site, rounds=ROUNDS) for what, work, _ in asked(site)}
