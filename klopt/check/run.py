"""Run the rules: over articles as they are given, or over the corpus. The only part of the checks that knows the
database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import Failure, Span
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.rows import AmountRow, RepairRow
from extract.nouns import Claim
from klopt.check.case import Case
from klopt.check.changes import changes
from klopt.check.finding import Amount, Finding, Look, Marked, Repair, Words
from klopt.check.group import groups
from klopt.check.registry import run_across, run_article
from klopt.check.wholes import wholes_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say about one article.

    `figures`: quantities (ranks aside) and written dates; `checkable`: those that the text ties to another figure
    or to the calendar; `checked`: those of them for which everything that the sum needs was there.
    """

    case: Case
    figures: int
    checkable: int
    checked: int
    findings: tuple[Finding, ...]
    looks: tuple[Look, ...] = ()


def check_article(rules: Sequence[str], case: Case) -> Checked:
    """Run the rules that look at one article. A liveblog corrects itself all day: it is counted, not checked."""
    found = () if case.article.kind == "liveblog" else tuple(run_article(rules, case))
    findings = tuple(sorted((item for item in found if isinstance(item, Finding)), key=_place))
    looks = tuple(item for item in found if isinstance(item, Look))
    figures = sum(quantity.kind != "ordinal" for quantity in case.extraction.quantities)
    dates = sum(written.day is not None for written in case.extraction.dates)
    tied: set[tuple[str, int]] = set()
    summed: set[tuple[str, int]] = set()
    for change in changes(case):
        claims = _numbers(change.before, change.after, *change.sizes)
        tied |= claims
        if change.before and change.after:
            summed |= claims
    for whole in wholes_of(case):
        tied |= _numbers(whole.part, whole.total)
        summed |= _numbers(whole.part, whole.total)
    figure_places = {_place_of(quantity.span): quantity.span for quantity in case.extraction.quantities}
    for look in looks:
        seen = {place for place, span in figure_places.items() if any(s.overlaps(span) for s in look.spans)}
        tied |= seen
        if look.why == "holds":
            summed |= seen
    for finding in findings:
        seen = {
            place
            for place, span in figure_places.items()
            if any(m.span.overlaps(span) for m in finding.spans)
        }
        tied |= seen
        summed |= seen
    return Checked(case, figures + dates, len(tied) + dates, len(summed) + dates, findings, looks)


def _place(finding: Finding) -> tuple[bool, int]:
    """Where a finding begins: the title comes first."""
    first = finding.spans[0].span
    return first.field != "title", first.start


def _numbers(*claims: Claim | None) -> set[tuple[str, int]]:
    """What tells the figures of these claims apart: where they stand."""
    return {_place_of(c.quantity.span) for c in claims if c and c.quantity}


def _place_of(span: Span) -> tuple[str, int]:
    return span.field, span.start


def check_across(rules: Sequence[str], items: Iterable[Checked | Failure]) -> Iterator[Checked | Failure]:
    """The same items in the same order, with the findings across articles added to the first article of each."""
    items = list(items)
    found: dict[str | int, list[Finding]] = defaultdict(list)
    for group in groups([item.case for item in items if isinstance(item, Checked)]):
        for finding in run_across(rules, group):
            found[finding.spans[0].article].append(finding)
    for item in items:
        if isinstance(item, Checked):
            yield replace(item, findings=(*item.findings, *found.pop(item.case.article.id, ())))
        else:
            yield item


def check_corpus(store: Store, rules: Sequence[str], run: int) -> Iterator[Checked]:
    """Check every article that has been read, each alone and against the others, and keep the findings.

    Yields the articles in the order of their content keys, so that a rebuilt corpus gives the same findings under
    the same keys. What is found is written in one transaction at the end: a run that is stopped changes nothing.
    """
    checked = [check_article(rules, Case(article, extraction)) for article, extraction in store.extractions()]
    keys = {item.case.article.id: store.article_key(int(item.case.article.id)) for item in checked}
    checked.sort(key=lambda item: keys[item.case.article.id])
    rows: list[FindingRow] = []
    for item in check_across(rules, checked):
        if isinstance(item, Checked):
            rows.extend(_row(*pair) for pair in keyed(keys[item.case.article.id], item.findings))
            yield item
    store.put_findings(rows, run)


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


def _row(key: str, finding: Finding) -> FindingRow:
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
