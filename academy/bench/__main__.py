"""`python -m academy.bench [NAME …]`: measure all, or the named parts; exit 1 when a budget is broken."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module

from academy.bench.scratch import analyse, kept_migrated, scratch_database
from academy.bench.table import Ratio

PARTS = ("pages", "signup", "together", "race", "certificates", "staff_file", "attendances", "scale", "memory")


def main(names: list[str]) -> int:
    """Run the parts one after the other, each line as soon as it is known."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part called {unknown[0]}. The parts are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    kept = True
    with scratch_database(), _prepared():
        for name in names or PARTS:
            for ratio in _part(name)():
                print(ratio.line(), flush=True)
                kept = kept and ratio.kept
    return 0 if kept else 1


def _leave(number: int, _: object) -> None:
    """A bench that is told to stop drops its databases first; told again meanwhile, it goes on doing that."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _part(name: str) -> Callable[[], Iterable[Ratio]]:
    part: Callable[[], Iterable[Ratio]] = import_module(f"academy.bench.{name}").measure
    return part


@contextmanager
def _prepared() -> Iterator[None]:
    """A migrated database with a thousand people in it; what a page is built from is at hand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()
    with kept_migrated():
        print("Making a crowd of 1,000 …", flush=True)
        call_command("make_crowd", people=1000, years=3, verbosity=0)
        analyse()
        try:
            yield
        finally:
            connections.close_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
