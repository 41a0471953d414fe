"""What `klopt check --format jsonl` prints for an article: the keys are a promise to other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from db.keys import article_key, finding_key
from extract.contract import number
from klopt.check.case import Case
from klopt.check.finding import Amount, Finding
from klopt.check.run import Checked
from klopt.messages import Lang

Json = dict[str, Any]


def as_json(checked: Checked, findings: Iterable[Finding], lang: Lang) -> Json:
    """The object for one article with these of its findings. Serialise it with `klopt.terminal.json_line`."""
    return {
        "id": checked.case.article.id,
        "figures": checked.figures,
        "checkable": checked.checkable,
        "checked": checked.checked,
        "findings": [_finding(key, finding, lang) for key, finding in keyed(checked.case, findings)],
    }


def keyed(case: Case, findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Each finding with its content key: the article, the rule, the words of the spans, and the how
    manieth of those.
    """
    before: Counter[tuple[str, ...]] = Counter()
    article = article_key(case.article)
    for finding in findings:
        words = tuple(spot.span.text for spot in finding.spans)
        same = (finding.rule, *(" ".join(word.split()).casefold() for word in words))
        yield finding_key(article, finding.rule, words, before[same]), finding
        before[same] += 1


def _finding(key: str, finding: Finding, lang: Lang) -> Json:
    return {
        "key": key,
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message.in_(lang),
        "stated": _amount(finding.stated),
        "recomputed": _amount(finding.recomputed),
        "repairs": [
            {"span": repair.span, "from": repair.before, "to": repair.after} for repair in finding.repairs
        ],
        "spans": [
            {
                "field": spot.span.field,
                "start": spot.span.start,
                "end": spot.span.end,
                "text": spot.span.text,
                "id": spot.article,
            }
            for spot in finding.spans
        ],
    }


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    low, high = number(amount.interval.low), number(amount.interval.high)
    return {"low": low, "high": high, "unit": amount.unit, "text": amount.text}
