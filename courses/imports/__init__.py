"""Readers of the files this room takes in: rows in, actions called."""
