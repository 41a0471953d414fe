"""What `klopt check` prints: article by article, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from corpus.article import Failure
from klopt.check.case import Case
from klopt.check.corpus import Round
from klopt.check.finding import Finding, Level
from klopt.check.levels import LEVELS, capped
from klopt.check.run import Checked
from klopt.check_writers import WRITERS, How, Said, Writer
from klopt.inputs import code_of, complain
from klopt.options import Settings

Item: TypeAlias = Checked | Failure


@dataclass(slots=True)
class Printer:
    """Hands what was checked to a writer, article by article, and counts. `find` gives the article that a finding
    compares with. What was judged is left out unless the writer is to show it.
    """

    settings: Settings
    writer: Writer
    how: How
    find: Callable[[str | int], Case]
    counts: Counter[str] = field(default_factory=Counter)

    def show(self, items: Iterable[Item], looked_at: Round | None = None) -> int:
        """Print all, the totals last, with what was looked at of a corpus; returns the exit code."""
        for item in items:
            if isinstance(item, Failure):
                self.counts["failed"] += 1
                complain(item, self.settings)
                self.writer.failure(item)
            else:
                self._article(item)
        self.writer.end(self.counts, looked_at)
        return code_of(self.counts["articles"], self.counts["failed"], self.counts["findings"])

    def _article(self, checked: Checked) -> None:
        checked = replace(checked, findings=capped(checked.findings, self.settings.config.rules))
        shown = [finding for finding in checked.findings if finding.level in self.how.levels]
        findings = [finding for finding in shown if self.how.judged or not self._settled(finding)]
        self.counts["settled"] += len(shown) - len(findings)
        self.counts["articles"] += 1
        for name in ("figures", "checkable", "checked", "held"):
            self.counts[name] += getattr(checked, name)
        self.counts["findings"] += sum(finding.level != "note" for finding in findings)
        self.counts["shown"] += len(findings)
        ids = {spot.article for finding in findings for spot in finding.spans} - {checked.article}
        self.writer.article(Said(checked, findings, {other: self.find(other) for other in ids}))

    def _settled(self, finding: Finding) -> bool:
        known = self.how.ledger.of(finding) if self.how.ledger else None
        return known is not None and known.settled


def printer(settings: Settings, form: str, how: How, find: Callable[[str | int], Case]) -> Printer:
    """The printer for a word behind `--format`."""
    return Printer(settings, WRITERS[form](how), how, find)


def shown_levels(least: str | None, everything: bool) -> tuple[Level, ...]:
    """The levels that are shown: this one and the more certain ones; warnings and errors if none is named."""
    lowest = least or ("note" if everything else "warning")
    return LEVELS[: [*LEVELS].index(lowest) + 1]  # type: ignore[arg-type]
