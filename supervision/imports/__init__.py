"""Files of this room, and what it does after files of others."""
