"""Pathways: publishing them from data, who is on them, steps people say they have done."""
