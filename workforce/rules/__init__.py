"""Pure functions: what a row must hold, who may be the same human, where chains loop."""
