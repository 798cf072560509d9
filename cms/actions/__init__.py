"""Every change of state of the room, by noun."""
