"""`make bench`: ratios against the budgets of DESIGN 8, on the machine at hand, never bare times."""
