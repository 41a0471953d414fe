"""Run the rules over articles as they are given, and turn what they find into what the database keeps and back. With
`klopt.check.corpus` the only part of the checks that knows the database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import Failure
from db import FindingRow, FindingSpanRow, finding_key
from db.rows import AmountRow, RepairRow
from klopt.check.case import Case
from klopt.check.finding import Amount, Finding, Look, Marked, Repair, Words
from klopt.check.group import groups
from klopt.check.official import compared
from klopt.check.outcome import coverage, distinct, told_silent
from klopt.check.registry import run_across, run_article, tells
from klopt.check.tabulated import apart


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say about one article.

    `figures`: quantities (ranks aside) and written dates; `checkable`: those that the text ties to another figure
    or to the calendar; `checked`: those of them for which everything that the sum needs was there. The article itself
    is fetched when it is asked for: a corpus does not fit into memory.
    """

    article: str | int
    case_of: Callable[[], Case]
    figures: int
    checkable: int
    checked: int
    findings: tuple[Finding, ...]
    looks: tuple[Look, ...] = ()
    held: int = 0
    """Figures that were held beside those of a table that the user added."""

    @property
    def case(self) -> Case:
        """The article and what was read from it."""
        return self.case_of()


def check_article(rules: Sequence[str], case: Case) -> Checked:
    """Run the rules that look at one article. A liveblog corrects itself all day: it is counted, not checked."""
    read = apart(case)
    said = () if case.article.kind == "liveblog" else tuple(run_article(rules, read))
    held = sum(1 for _ in compared(read)) if said and "reference" in rules else 0
    looks = [item for item in said if isinstance(item, Look)]
    found, passed = told_silent(case.article, (item for item in said if isinstance(item, Finding)))
    findings = tuple(sorted(distinct(case, found), key=_place))
    counts = coverage(case, findings, (*looks, *passed))
    return Checked(case.article.id, lambda: case, *counts, findings, (*looks, *passed), held)


def _place(finding: Finding) -> tuple[bool, int]:
    """Where a finding begins: the title comes first."""
    first = finding.spans[0].span
    return first.field != "title", first.start


def check_across(rules: Sequence[str], items: Iterable[Checked | Failure]) -> Iterator[Checked | Failure]:
    """The same items in the same order, with the findings across articles added to the first article of each."""
    items = list(items)
    found: dict[str | int, list[Finding]] = defaultdict(list)
    for group in groups([item.case for item in items if isinstance(item, Checked)], tells(rules)):
        for finding in run_across(rules, group):
            found[finding.spans[0].article].append(finding)
    for item in items:
        if isinstance(item, Checked):
            yield replace(item, findings=(*item.findings, *found.pop(item.article, ())))
        else:
            yield item


def keyed(article_key: str, findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Each finding of an article with its content key: the article, the rule, the words of the spans, and how many of
    the same came before it.
    """
    before: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        words = tuple(mark.span.text for mark in finding.spans)
        same = (finding.rule, *(" ".join(word.split()).casefold() for word in words))
        yield finding_key(article_key, finding.rule, words, before[same]), finding
        before[same] += 1


def row_of(key: str, finding: Finding) -> FindingRow:
    """The row that keeps a finding; its marks name articles by row id."""
    return FindingRow(
        key=key,
        rule=finding.rule,
        level=finding.level,
        message_nl=finding.message.nl,
        message_en=finding.message.en,
        spans=tuple(FindingSpanRow(int(mark.article), mark.span) for mark in finding.spans),
        stated=_amount_row(finding.stated),
        recomputed=_amount_row(finding.recomputed),
        repairs=tuple(RepairRow(r.span, r.before, r.after) for r in finding.repairs),
    )


def finding_from(row: FindingRow) -> Finding:
    """The finding that a row keeps; its marks name articles by row id."""
    return Finding(
        rule=row.rule,
        level=row.level,
        spans=tuple(Marked(span.article, span.span) for span in row.spans),
        message=Words(row.message_nl, row.message_en),
        stated=_amount(row.stated),
        recomputed=_amount(row.recomputed),
        repairs=tuple(Repair(r.span, r.before, r.after) for r in row.repairs),
    )


def _amount_row(amount: Amount | None) -> AmountRow | None:
    return None if amount is None else AmountRow(amount.interval, amount.unit, amount.text)


def _amount(row: AmountRow | None) -> Amount | None:
    return None if row is None else Amount(row.interval, row.unit, row.text)
