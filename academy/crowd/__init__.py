"""A deterministic crowd of invented people, for measuring (DESIGN 5, `make_crowd`)."""
