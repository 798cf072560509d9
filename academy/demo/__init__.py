"""The demo: an invented council's people and learning, carried by the project as files."""
