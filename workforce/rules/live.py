"""From which day a team is live: the nearest date up its path counts (DESIGN 4 "Live-from")."""

from collections.abc import Mapping
from datetime import date


def live_from(path: str, dates: Mapping[str, date]) -> date | None:
    """The date of the longest prefix of a team's path; "" is everywhere; None: not live at all."""
    prefixes = [prefix for prefix in dates if path.startswith(prefix)]
    return dates[max(prefixes, key=len)] if prefixes else None


def is_live(path: str, dates: Mapping[str, date], on: date) -> bool:
    """Whether a team is live on a day."""
    start = live_from(path, dates)
    return start is not None and start <= on
