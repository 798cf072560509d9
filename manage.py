#!/usr/bin/env python
"""Django's command line, with the embedded services of demo mode around it."""

import os
import sys


def main() -> None:
    """Run one management command; start or join the services it needs (DESIGN 3)."""
    from academy.services.refusals import CannotStart
    from academy.services.runner import services

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.settings")
    try:
        with services():
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except CannotStart as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
