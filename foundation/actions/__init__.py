"""Changes of state that belong to no other room."""
