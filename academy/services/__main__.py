"""`python -m academy.services up | run COMMAND…`"""

import os
import sys

from academy.services.children import die_with_parent
from academy.services.refusals import CannotStart
from academy.services.runner import run, up

USAGE = "Usage: python -m academy.services up | run COMMAND …"


def main(arguments: list[str]) -> int:
    """Run one of the two commands; a refusal is one sentence and exit code 1.

    `ACADEMY_TIED=1` (set by the Makefile) ends us with the process that started us, so that a
    killed `make` leaves nothing behind.
    """
    if os.environ.pop("ACADEMY_TIED", ""):
        die_with_parent()
    try:
        if arguments == ["up"]:
            return up()
        if len(arguments) > 1 and arguments[0] == "run":
            return run(arguments[1:])
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
