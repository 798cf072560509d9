"""Figures of this room: pure functions over answers that carry no names."""
