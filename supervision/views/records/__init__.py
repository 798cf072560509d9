"""Pages of the record: written, read, signed."""
