"""What public pages read from the rooms below."""
