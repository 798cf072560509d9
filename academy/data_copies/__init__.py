"""Fetching the file of what is held about oneself: only after a fresh proof of who one is."""
