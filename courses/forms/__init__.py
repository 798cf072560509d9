"""Input, checked and never saved."""
