"""One press for many rows of a list: begun once, done step by step, gone on with after a crash."""

from courses.actions.bulk.running import AT_MOST, DO, carry_on, start
from courses.actions.bulk.wishes import BulkRefused, Wish

__all__ = ["AT_MOST", "DO", "BulkRefused", "Wish", "carry_on", "start"]
