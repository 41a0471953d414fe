"""Moments in the zone of who reads: Dutch newsrooms, wherever the machine stands."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE = "Europe/Amsterdam"


def here(stamp: str) -> datetime:
    """The moment of an ISO 8601 stamp in the Netherlands; one that names no zone is of this machine.

    >>> here("2026-12-31T23:30:00+00:00").isoformat()
    '2027-01-01T00:30:00+01:00'
    """
    return datetime.fromisoformat(stamp).astimezone(_zone())


def today() -> date:
    """The day that it is in the Netherlands."""
    return datetime.now(_zone()).astimezone(_zone()).date()


@cache
def _zone() -> ZoneInfo | None:
    """None, the zone of this machine, where the machine knows no zones by name."""
    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return None
