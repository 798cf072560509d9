"""Reflective supervision: agreements, meetings and what is due (DOMAIN 5)."""
