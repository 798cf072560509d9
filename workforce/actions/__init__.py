"""Every change of state in this room: keyword-only, `by` whom, `at` which moment."""
