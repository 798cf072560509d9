"""What waits for somebody: records to be written up or signed, agreements to be signed."""

from collections.abc import Iterator, Sequence

from foundation.british_dates import long_date
from supervision.querysets import desk

Row = tuple[str, str, str]


def to_write(keys: Sequence[int]) -> Iterator[Row]:
    """(what, address, note) of those these people have still to write up; one query."""
    for row in desk.TO_WRITE.rows(list(keys)):
        name = f"{row['supervisee__first_name'] or ''} {row['supervisee__last_name'] or ''}".strip()
        note = f"Write it up by {long_date(row['write_by'])}" if row["write_by"] else "To be written up"
        yield f"Supervision with {name}" if name else "A group supervision", f"/supervision/{row['public_id']}/", note


def to_sign(keys: Sequence[int]) -> Iterator[Row]:
    """The same of those they have still to sign."""
    for row in desk.TO_SIGN.rows(list(keys)):
        by = row["meeting__sign_by"]
        note = f"Sign by {long_date(by)}" if by else "To be signed"
        yield "A record of supervision", f"/supervision/records/{row['public_id']}/", note


def to_agree(keys: Sequence[int]) -> Iterator[Row]:
    """Agreements that wait for their signature."""
    for (public_id,) in desk.AGREEMENTS.tuples(list(keys)):
        yield "A supervision agreement to sign", f"/supervision/agreements/{public_id}/", "Waits for you"
