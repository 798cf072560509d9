"""Sign-in: who may, how they prove it, and what more is asked of those who see others' records."""
