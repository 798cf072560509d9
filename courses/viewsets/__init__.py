"""Courses, venues and sessions in the CMS."""
