"""Figures of this room that reports tell (slot "reports")."""

from cpd_records.measures import allowances, entitlements

REPORTS = (entitlements.REPORT, allowances.REPORT)
