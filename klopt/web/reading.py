"""Findings out of the corpus, with all that a page says of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from db import queue
from db.byhand import standing_verdicts
from db.findings import findings as finding_rows
from db.read import sentences_of
from klopt.check.finding import Finding, Lang
from klopt.check.levels import capped
from klopt.check.run import finding_from
from klopt.judged import Known
from klopt.web import shown


def shown_findings(
    conn: sqlite3.Connection,
    lang: Lang,
    caps: Mapping[str, str],
    *,
    key: str | None = None,
    article: int | None = None,
    gone: bool | None = False,
) -> Iterator[tuple[str, Finding, shown.Shown, dict[str | int, shown.Source]]]:
    """Findings with what is shown of them and the articles that they compare; those that stand, unless `gone` says
    otherwise, and none of a silenced rule.
    """
    for row in finding_rows(conn, levels=(), rule=None, article=article, gone=gone, key=key):
        if caps.get(row.rule) == "off":
            continue
        sources: dict[str | int, shown.Source] = {}
        for row_id, (text, current) in queue.texts(conn, row.key).items():
            sentences = sentences_of(conn, row_id) if current else ()
            sources[row_id] = shown.Source(text, sentences, current)
        (found,) = capped([finding_from(row)], caps)
        known = Known(row.key, standing_verdicts(conn, row.key).get(row.key))
        yield row.key, found, shown.finding(known, found, sources, lang), sources
