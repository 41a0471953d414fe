"""How sure a finding is, from most to least, and findings said less loudly than the rule says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from klopt.check.finding import Finding, Level

LEVELS: tuple[Level, ...] = ("error", "warning", "note")


def capped(findings: Iterable[Finding], caps: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, none above the level that `caps` gives its rule; "off" and other words lower nothing.

    Which rules run is `klopt.check.registry.select`; a finding keeps its key at every level.
    """
    return tuple(_at_most(finding, caps.get(finding.rule)) for finding in findings)


def _at_most(finding: Finding, cap: str | None) -> Finding:
    if cap not in LEVELS or LEVELS.index(finding.level) >= LEVELS.index(cap):
        return finding
    return replace(finding, level=cap)
