"""Every filter and annotation of this room, and the doors to person-level rows (DESIGN rule 1)."""
