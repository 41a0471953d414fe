"""docs/flow.md: one sentence on its way through the program, with what each step really makes of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.article import Article
from corpus.files import read_paths
from db import Store
from extract.interval import Interval
from extract.models import BUNDLED, load
from extract.nouns import Extraction
from extract.pipeline import extract
from klopt.check.case import Case
from klopt.check.changes import changes
from klopt.check.finding import Finding, Look
from klopt.check.registry import run_article, select
from making.running import klopt

NAME = "ganzen.md"
FILE = """---
source: De Polderpost
published: 2017-03-02
---
Het aantal klachten over ganzen steeg volgens de provincie Eemland van 40 in 2016 naar ruim 90 in 2016.
"""


def blocks() -> dict[str, str]:
    """What every step is given and gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_text(FILE, encoding="utf-8")
        (article,) = (item for item in read_paths([str(path)], exact=True) if isinstance(item, Article))
        (read,) = (item for item in extract([article], load(BUNDLED)) if isinstance(item, Extraction))
        case = Case(article, read)
        return {
            "corpus": _text(FILE) + _text(*_article(article)),
            "extract": _text(*_extraction(read)),
            "db": _text(*_rows(article, read)),
            "check": _text(*_sums(case, run_article(select(), case))),
            "print": _text(klopt("check", NAME, files={NAME: FILE})),
        }


def _text(*lines: str) -> str:
    body = "\n".join(line.rstrip() for line in "\n".join(lines).strip("\n").split("\n"))
    return f"```text\n{body}\n```\n\n"


def _article(article: Article) -> Iterable[str]:
    yield "Article"
    yield f"  source     {article.source}"
    yield f"  published  {article.published}"
    yield from (f"  skipped    {span.start}:{span.end}, the lines between ---" for span in article.skipped)
    start = article.text.index("Het aantal")
    yield f"  text       {len(article.text)} code points; the sentence begins at {start}"


def _extraction(read: Extraction) -> Iterable[str]:
    yield from _table(
        ("mention", "kind", "name"),
        [(f"{m.span.start}:{m.span.end} {m.span.text}", m.kind, m.name) for m in read.mentions],
    )
    yield from _table(
        ("period", "first day", "day behind the last"),
        [
            (
                f"{p.span.start}:{p.span.end} {p.span.text}",
                str(p.days.start if p.days else None),
                str(p.days.end if p.days else None),
            )
            for p in read.periods
        ],
    )
    yield from _table(
        ("source", "cue", "name"),
        [(f"{s.span.start}:{s.span.end} {s.span.text}", s.cue, s.name) for s in read.sources],
    )
    yield from _table(
        ("quantity", "kind", "hedge", "strict", "lenient"),
        [
            (
                f"{q.span.start}:{q.span.end} {q.span.text}",
                q.kind,
                q.hedge or "",
                _range(q.strict),
                _range(q.lenient),
            )
            for q in read.quantities
        ],
    )
    yield from _table(
        ("claim", "role", "measure", "period", "source", "frame", "cue", "direction"),
        [
            (
                c.quantity.span.text if c.quantity else "",
                c.role,
                c.measure or "",
                c.period.span.text if c.period else "",
                c.source.name if c.source else "",
                str(c.frame),
                c.cue.text if c.cue else "",
                c.direction or "",
            )
            for c in read.claims
        ],
    )


def _range(interval: Interval) -> str:
    """As mathematicians write it: a round bracket where the end does not belong to it."""
    low = "-" if interval.low is None else format(interval.low.normalize(), "f")
    high = "-" if interval.high is None else format(interval.high.normalize(), "f")
    return f"{'(' if interval.low_open else '['}{low}, {high}{')' if interval.high_open else ']'}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    widths = [max(len(row[nr]) for row in (head, *rows)) for nr in range(len(head))]
    yield ""
    for row in (head, ["-" * width for width in widths], *rows):
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))


QUERY = "SELECT measure, role, figure, period, source, frame FROM claims_read"


def _rows(article: Article, read: Extraction) -> Iterable[str]:
    with Store(":memory:") as store:
        run = store.start_run("flow", klopt_version="0")
        row = store.put_article(article, run).id
        store.put_extraction(row, read, run)
        yield f"sqlite> {QUERY};"
        found = store.db.conn.execute(QUERY).fetchall()
        yield from _table(
            list(found[0].keys()), [["" if v is None else str(v) for v in each] for each in found]
        )
        same = store.extraction(row).claims == read.claims
        yield ""
        yield f"what comes back equals what went in: {same}"


def _sums(case: Case, said: Iterable[Finding | Look]) -> Iterable[str]:
    for change in changes(case):
        ends = (
            end.quantity.span.text if end and end.quantity else "?" for end in (change.before, change.after)
        )
        yield f"Change  before, after: {', '.join(ends)}; direction: {change.direction}; inferred: {change.inferred}"
    for finding in said:
        yield ""
        if isinstance(finding, Look):
            spans = ", ".join(span.text for span in finding.spans)
            yield f"Look  {finding.rule}: {spans}; {finding.why}"
            continue
        yield f"Finding  {finding.rule}, {finding.level}"
        for mark in finding.spans:
            yield f"  mark     {mark.span.start}:{mark.span.end} {mark.span.text}"
        yield f"  message  {finding.message.nl}"
        for repair in finding.repairs:
            yield f"  repair   mark {repair.span}: {repair.before} -> {repair.after}"
