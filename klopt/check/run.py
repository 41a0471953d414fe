"""Run the rules: over articles as they are given, or over the corpus. The only part of the checks that knows the
database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus.article import Failure
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.rows import AmountRow, RepairRow
from klopt.check.candidates import Index
from klopt.check.case import Case
from klopt.check.finding import Amount, Finding, Look, Marked, Repair, Words
from klopt.check.group import grouped, groups
from klopt.check.outcome import coverage, distinct, told_silent
from klopt.check.registry import run_across, run_article
from klopt.check.tabulated import apart
from klopt.reference.figures import official_figures


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

    @property
    def case(self) -> Case:
        """The article and what was read from it."""
        return self.case_of()


def check_article(rules: Sequence[str], case: Case) -> Checked:
    """Run the rules that look at one article. A liveblog corrects itself all day: it is counted, not checked."""
    said = () if case.article.kind == "liveblog" else tuple(run_article(rules, apart(case)))
    looks = [item for item in said if isinstance(item, Look)]
    found, passed = told_silent(case.article, (item for item in said if isinstance(item, Finding)))
    findings = tuple(sorted(distinct(case, found), key=_place))
    counts = coverage(case, findings, (*looks, *passed))
    return Checked(case.article.id, lambda: case, *counts, findings, (*looks, *passed))


def _place(finding: Finding) -> tuple[bool, int]:
    """Where a finding begins: the title comes first."""
    first = finding.spans[0].span
    return first.field != "title", first.start


def check_across(rules: Sequence[str], items: Iterable[Checked | Failure]) -> Iterator[Checked | Failure]:
    """The same items in the same order, with the findings across articles added to the first article of each."""
    items = list(items)
    found: dict[str | int, list[Finding]] = defaultdict(list)
    for group in groups([item.case for item in items if isinstance(item, Checked)]):
        for finding in run_across(rules, group):
            found[finding.spans[0].article].append(finding)
    for item in items:
        if isinstance(item, Checked):
            yield replace(item, findings=(*item.findings, *found.pop(item.article, ())))
        else:
            yield item


def check_corpus(
    store: Store,
    rules: Sequence[str],
    run: int,
    *,
    looks: bool = False,
    watched: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> tuple[Checked, ...]:
    """Check every article that has been read, each alone and against the others, and keep the findings.

    Gives the articles in the order of their content keys, so that a rebuilt corpus gives the same findings under
    the same keys; each is read again from the store, which must be open, when its `case` is asked for. What the rules
    looked at in vain comes only with `looks`; `watched` sees the ids go by. What is found is written in one
    transaction at the end: a run that is stopped changes nothing.
    """
    keys = store.keys_read()
    ids = list(keys)
    official = official_figures(store)

    def case_of(article: int) -> Case:
        return Case(store.article(article), store.extraction(article), official=official)

    index = Index()
    checked: list[Checked] = []
    for article in watched(ids):
        case = case_of(article)
        index.add(case)
        item = check_article(rules, case)
        checked.append(replace(item, case_of=partial(case_of, article), looks=item.looks if looks else ()))
    found: dict[str | int, list[Finding]] = defaultdict(list)
    for group in grouped(index, lambda nr: case_of(ids[nr])):
        for finding in run_across(rules, group):
            found[finding.spans[0].article].append(finding)
    checked = [replace(item, findings=(*item.findings, *found.pop(item.article, ()))) for item in checked]
    rows = (_row(*pair) for item in checked for pair in keyed(keys[int(item.article)], item.findings))
    store.put_findings(rows, run)
    return tuple(checked)


def check_one(store: Store, rules: Sequence[str], article: int, run: int) -> Checked:
    """Check one article that has been read by itself, and keep the findings; those with other articles stay as they
    were.
    """
    case = Case(store.article(article), store.extraction(article), official=official_figures(store))
    checked = check_article(rules, case)
    rows = [_row(*pair) for pair in keyed(store.article_key(article), checked.findings)]
    store.put_findings(rows, run, [article])
    return checked


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
