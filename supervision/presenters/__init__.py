"""What this room says, phrased."""
