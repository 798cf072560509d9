"""What registration bodies ask, pieces written for them, colleagues' peer reflection, reminders of the year."""
