"""Pure functions: what holds for courses, sessions and bookings."""
