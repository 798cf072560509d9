"""Every filter and annotation of the room, by noun."""
