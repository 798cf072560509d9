"""Every change of state in this room."""
