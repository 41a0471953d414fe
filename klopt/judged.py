"""Findings with the key that people type and what was said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.byhand import VerdictRow
from klopt.check.finding import Finding, Marked, Words

SHORT = 7
"""Characters of a key that are shown, as git does: enough to tell apart what one newsroom has. A prefix that fits
more than one finding is refused.
"""
Sign = tuple[str, tuple[Marked, ...], Words]


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of the corpus: its key, and the verdict that stands, if any."""

    key: str
    verdict: VerdictRow | None = None

    @property
    def short(self) -> str:
        """As much of the key as is shown."""
        return self.key[:SHORT]

    @property
    def settled(self) -> bool:
        """Whether somebody said that it adds up or that it does not: then it need not be shown again."""
        return self.verdict is not None and self.verdict.verdict in ("right", "wrong")

    @property
    def fine(self) -> bool:
        """Whether somebody said that it adds up."""
        return self.verdict is not None and self.verdict.verdict == "right"


class Ledger:
    """What is known of the findings of one check. The level is no part of what a finding is: it may be lowered when
    shown.
    """

    def __init__(self, verdicts: Mapping[str, VerdictRow]) -> None:
        self._verdicts = verdicts
        self._known: dict[Sign, Known] = {}

    def note(self, finding: Finding, key: str) -> None:
        """The key of a finding of the corpus."""
        self._known[_sign(finding)] = self.known(key)

    def known(self, key: str) -> Known:
        """What is known of the finding with this key."""
        return Known(key, self._verdicts.get(key))

    def of(self, finding: Finding) -> Known | None:
        """What is known of a finding; None if it was not noted."""
        return self._known.get(_sign(finding))


def _sign(finding: Finding) -> Sign:
    return finding.rule, finding.spans, finding.message
