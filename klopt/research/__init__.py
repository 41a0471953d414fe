"""Sums over a corpus for research: pure functions on words and counts, without a database."""
