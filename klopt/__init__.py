"""Klopt het? Commands, checks and pages over a corpus of Dutch news."""
