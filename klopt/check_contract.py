"""What `klopt check --format jsonl` prints for an article: the keys are a promise to other programs. And
the way back from the rows of the corpus to findings.
"""

from __future__ import annotations

from typing import Any

from db import AmountRow, FindingRow
from extract.contract import number
from klopt.check.finding import Amount, Finding, Marked, Repair, Words
from klopt.check.run import Checked
from klopt.messages import Lang

Json = dict[str, Any]


def as_json(article: str | int, checked: Checked, lang: Lang) -> Json:
    """The object for the article of this id. Serialise it with `klopt.terminal.json_line`."""
    return {
        "id": article,
        "figures": checked.figures,
        "checkable": checked.checkable,
        "checked": checked.checked,
        "findings": [_finding(key, finding, lang) for key, finding in checked.findings],
    }


def stored_finding(row: FindingRow) -> Finding:
    """A finding of the corpus as it was when it was found; its articles are called by their numbers."""
    return Finding(
        rule=row.rule,
        level=row.level,
        spans=tuple(Marked(spot.article, spot.span) for spot in row.spans),
        message=Words(row.message_nl, row.message_en),
        stated=_stored_amount(row.stated),
        recomputed=_stored_amount(row.recomputed),
        repairs=tuple(Repair(fix.span, fix.before, fix.after) for fix in row.repairs),
    )


def _stored_amount(row: AmountRow | None) -> Amount | None:
    return None if row is None else Amount(row.interval, row.unit, row.text)


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
