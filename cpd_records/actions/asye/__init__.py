"""What happens to a newly qualified worker's programme."""

from cpd_records.actions.asye.locking import AsyeRefused, NotYours

__all__ = ["AsyeRefused", "NotYours"]
