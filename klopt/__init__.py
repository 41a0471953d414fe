"""Klopt het? Commands, checks and pages over a corpus of Dutch news."""

from importlib.metadata import version

__version__ = version("klopt")
"""Of what is installed; it stands in `pyproject.toml` only."""
