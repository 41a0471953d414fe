"""What time it is."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC, so that the order of the strings is the order of time."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
