"""Messages about bookings: data in, letters out; nothing here queries or sends."""
