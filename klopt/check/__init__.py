"""Do the sums."""
