"""What editors build lessons from."""
