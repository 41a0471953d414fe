"""What `klopt check --format jsonl` prints for an article: the keys are a promise to other programs. And
the way back from the rows of the corpus to findings.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from db import article_key
from db.byhand import VerdictRow
from extract.contract import number
from klopt.check.finding import Amount, Finding, Level
from klopt.check.run import Checked, keyed
from klopt.judged import Ledger
from klopt.messages import Lang

Json = dict[str, Any]


def as_json(
    checked: Checked,
    levels: Container[Level],
    lang: Lang,
    ledger: Ledger | None = None,
    *,
    settled: bool = True,
) -> Json:
    """The object for one article with its findings of these levels. Serialise it with `klopt.terminal.json_line`.

    Keys are counted over all findings, so that a finding has the same key whatever is shown. Findings of the corpus
    have a `ledger`: their key is the one there, and "verdict" is what somebody said of them or null; those that are
    settled come only with `settled`.
    """
    if ledger is None:
        found = keyed(article_key(checked.case.article), checked.findings)
        findings = [finding_as_json(key, finding, lang) for key, finding in found if finding.level in levels]
    else:
        findings = [
            finding_as_json(known.key, finding, lang) | {"verdict": verdict_as_json(known.verdict)}
            for finding in checked.findings
            if finding.level in levels and (known := ledger.of(finding)) and (settled or not known.settled)
        ]
    return {
        "id": checked.article,
        "figures": checked.figures,
        "checkable": checked.checkable,
        "checked": checked.checked,
        "findings": findings,
    }


def verdict_as_json(row: VerdictRow | None) -> Json | None:
    """What somebody said of a finding; null if nobody did."""
    return None if row is None else {"verdict": row.verdict, "name": row.name, "note": row.note, "at": row.at}


def finding_as_json(key: str, finding: Finding, lang: Lang) -> Json:
    """The object for one finding; its spans name articles as the finding does."""
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
