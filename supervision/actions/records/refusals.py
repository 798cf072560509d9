"""Why a step with a record is refused; each says what to do instead."""


class RecordRefused(Exception):
    """The step does not fit how the record stands."""


class NotYours(PermissionError):
    """The step is for one of the two of the meeting."""


WRITER_ONLY = "Only the person who led this supervision writes its record."
SUPERVISEE_ONLY = "Only the person whose supervision this was can do that."
TWO_ONLY = "Only the two people of this supervision can do that."
LOCKED = "This record is signed and cannot be changed. Add a dated note below it instead."
