"""Pages of newly qualified workers, their assessors, coordinators and managers."""
