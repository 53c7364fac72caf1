"""The outside world, read into articles."""
