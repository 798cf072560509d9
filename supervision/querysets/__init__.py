"""Every filter of this room."""
