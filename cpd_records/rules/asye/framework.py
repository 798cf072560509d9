"""The framework that evidence speaks to: dated terms that editors own, never code."""

FRAMEWORK = "pcf-domain"
"""The vocabulary; its terms end and others begin by their dates."""
