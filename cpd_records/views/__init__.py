"""What the web asks for: load, one domain call, message, respond."""
