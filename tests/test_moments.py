"""Moments are those of who reads, whatever the zone of the machine."""

import time

import pytest

from db.byhand import VerdictRow
from klopt.report import verdict_line


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_a_verdict_has_the_day_of_the_netherlands(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven in the evening in London is the next day in Amsterdam, on every machine."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        row = VerdictRow("k", "right", "Els", "", "2026-12-31T23:30:00.000+00:00")
        assert verdict_line(row, "nl") == "Els, 1 januari 2027: klopt wel"
    finally:
        monkeypatch.undo()
        time.tzset()
