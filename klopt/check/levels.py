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


def uncapped(levels: Iterable[Level], caps: Mapping[str, str]) -> dict[str, tuple[Level, ...]]:
    """For each rule that has a cap: at which levels it must have found something for that to be shown at one of
    these; at none if the rule is off.
    """
    wanted = frozenset(levels)
    return {
        rule: tuple(level for level in LEVELS if cap != "off" and _lower(level, cap) in wanted)
        for rule, cap in caps.items()
    }


def _at_most(finding: Finding, cap: str | None) -> Finding:
    level = _lower(finding.level, cap)
    return finding if level == finding.level else replace(finding, level=level)


def _lower(level: Level, cap: str | None) -> Level:
    return cap if cap in LEVELS and LEVELS.index(cap) > LEVELS.index(level) else level
