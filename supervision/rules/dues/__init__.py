"""When each supervision is due and how it went, worked out fairly: pure (DOMAIN 5, rules; DESIGN 4, "Live-from").

The clock is the supervisee's. It starts with a supervision, a first day, or the day their team goes
live, and runs for the interval their role and stage have on that day. Days away stop it. Whoever
supervises, one clock runs: two supervisors who share the work both wind it, a new one inherits it.
"""

from supervision.rules.dues.clock import Clock, Held, Role, Shift, Turn, Window
from supervision.rules.dues.frequency import Interval, interval_on, is_short
from supervision.rules.dues.turning import turns
from supervision.rules.dues.windows import Live, windows

__all__ = [
    "Clock",
    "Held",
    "Interval",
    "Live",
    "Role",
    "Shift",
    "Turn",
    "Window",
    "interval_on",
    "is_short",
    "turns",
    "windows",
]
