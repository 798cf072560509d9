"""Requirements: their settings, their cycles, who is let off, reminders."""
