"""From supervision to learning and back: a need, a wish, a booking, a reflection, the next agenda (DESIGN 2)."""
