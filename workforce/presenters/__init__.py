"""How this room's facts are worded."""
