"""Pages of this room: load, one domain call, message, respond."""
