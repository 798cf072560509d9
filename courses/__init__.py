"""The catalogue, sessions, bookings and registers."""
