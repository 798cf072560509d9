"""Output, phrased."""
