"""The dated figures an administrator may change, with a look at whom a change touches (DESIGN rule 7)."""
