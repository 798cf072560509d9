"""Definitions of this room's figures."""
