"""Readers of the HR files: teams.csv, people.csv, posts.csv, absences.csv (FORMATS)."""
