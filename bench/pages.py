"""How long each page takes over a large corpus, and a draft beside the bare pipeline.

python -m bench.pages [--articles N] [--corpus FILE]

Made-up news (`bench.stories`), its figures credited to people, its planted conflicts as findings, written straight into
a database; then every page, asked in this process as a browser would ask it. Shown: processor and clock time of the
quickest of some rounds. `--corpus` keeps the corpus, or takes the one that is there.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.clock import Clock, machine
from bench.stories import OUTLETS, SEED, article, stories
from bench.texts import made_up
from corpus.article import Article
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.copies import compare_copies
from db.titles import fill
from db.words import words
from extract.models import load
from extract.nouns import Extraction, Source
from klopt.web.checker import Checker
from klopt.web.serve import application

TARGET = 150
"""Milliseconds that a page may take."""
WORDS = 600
"""Words of the draft."""
RICH = 7
"""Times as many claims and names."""
ONCE = 1_000
"""Articles that are written as klopt writes them."""
APART = 1_000_000
"""Ids of one copy of the rows lie so far from those of the next."""
TABLES = (
    *("articles", "versions", "extractions", "entities", "mentions", "quantities", "periods", "sources"),
    *("sentences", "claims", "findings", "finding_spans", "copies"),
)
LINKS = frozenset(("id", "article", "entity", "quantity", "period", "mention", "finding", "witness"))


def credited(read: Extraction) -> Extraction:
    """The same with every figure credited to the person whom the article names, and as rich as news is: fourteen claims
    and fourteen names, where the stories of `bench.stories` have two.
    """
    people = [mention for mention in read.mentions if mention.kind == "person"]
    if not people:
        return read
    source = Source(people[0].span, people[0].name, "zegt", people[0])
    claims = [replace(claim, source=source) for claim in read.claims]
    more = [replace(claim, measure=f"{claim.measure}{nr}") for nr in range(1, RICH) for claim in claims]
    others = [replace(name, name=f"{name.name} {nr}") for nr in range(1, RICH) for name in read.mentions]
    return replace(read, sources=(source,), claims=(*claims, *more), mentions=(*read.mentions, *others))


def filled(path: Path, count: int) -> None:
    """Write a corpus of so many articles, each planted conflict a finding: some by way of `Store`, then those again and
    again, which takes a tenth of the time.
    """
    count, times = min(count, ONCE), max(1, count // ONCE)
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    with Store(path) as store:
        run = store.start_run("extract", klopt_version="bench")
        found: list[FindingRow] = []
        more = cycle(one.text for one in made_up(ONCE, SEED))
        with store.transaction():
            for story in stories(count, dice):
                spans = []
                for outlet in range(OUTLETS):
                    written, read = article(story, outlet)
                    written = replace(written, text=f"{written.text}\n\n{next(more)}")  # as long as news is
                    lemmas = " ".join(word.folded for word in words(written.text))
                    read = replace(read, lemmas=lemmas)
                    put = store.put_article(written, run)
                    store.put_extraction(put.id, credited(read), run)
                    spans.append(FindingSpanRow(put.id, read.quantities[0].span))
                if story.planted:
                    found.append(conflict(str(spans[0].article), (spans[0], spans[-1])))
        store.finish_run(run)
        run = store.start_run("check", klopt_version="bench")
        store.put_findings(found, run)
        store.finish_run(run)
        compare_copies(store)
        conn = store.db.conn
        triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        with store.transaction():
            for name, _ in triggers:
                conn.execute(f"DROP TRIGGER {name}")
            for nr in range(1, times):
                multiplied(conn, nr)
            for _, sql in triggers:
                conn.execute(sql)
            conn.execute("INSERT INTO search (search) VALUES ('rebuild')")
            conn.execute("DELETE FROM titles")
            fill(conn)


def multiplied(conn: sqlite3.Connection, nr: int) -> None:
    """All rows once more, with other ids, addresses and names; not in the index of words, which is made at the end."""
    by = nr * APART
    for table in TABLES:
        sources, columns = [], []
        for _, name, *_, hidden in conn.execute(f"PRAGMA table_xinfo({table})").fetchall():
            if hidden:
                continue
            columns.append(name)
            if name in LINKS or (table, name) == ("claims", "source"):
                sources.append(f"{name} + {by}")
            elif name in ("key", "url") or (table, name) == ("entities", "name"):
                sources.append(f"{name} || '/{nr}'")
            else:
                sources.append(name)
        of = f"{table} WHERE {columns[0]} < {APART}"
        conn.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(sources)} FROM {of}")  # noqa: S608


def conflict(key: str, spans: tuple[FindingSpanRow, ...]) -> FindingRow:
    """Two figures that differ, as a check keeps them."""
    a, b = (at.span.text for at in spans)
    return FindingRow(
        key=finding_key(key, "figure-conflict", (a, b), 0),
        rule="figure-conflict",
        level="warning",
        message_nl=f"{a} tegenover {b}.",
        message_en=f"{a} against {b}.",
        spans=spans,
    )


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of processor and clock, and what was answered."""

    processor: float
    clock: float
    status: int


def addresses(path: Path) -> Iterator[str]:
    """Every page, those of one thing for the thing of which there is most."""
    with Store(path, read_only=True) as store:
        conn = store.db.conn
        (measure,) = conn.execute(
            "SELECT measure FROM claims GROUP BY measure ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        (name,) = conn.execute(
            "SELECT e.key FROM entities AS e JOIN mentions AS m ON m.entity = e.id GROUP BY e.id"
            " ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        (of, key) = conn.execute("SELECT article, key FROM findings ORDER BY id LIMIT 1").fetchone()
        (figure,) = conn.execute("SELECT text FROM quantities WHERE kind = 'count' LIMIT 1").fetchone()
        rows = "SELECT term FROM vocabulary WHERE col = 'surface' AND doc {} LIMIT 1"
        (word,) = conn.execute(rows.format("> 1000 ORDER BY doc DESC")).fetchone()
        (own,) = conn.execute(rows.format("BETWEEN 2 AND 100")).fetchone()
        (outlet,) = conn.execute("SELECT source FROM articles LIMIT 1").fetchone()
    yield "/"
    yield "/klopt/findings"
    yield f"/klopt/findings?source={outlet}&since=2017&level=all"
    yield f"/klopt/finding/{key}"
    yield f"/klopt/article/{of}"
    yield f"/klopt/article/{of}/versions"
    for view in ("articles", "lines", "counts", "figures"):
        yield f"/klopt/find?q={word}&view={view}"
    yield f"/klopt/find?q={word}&more=measure"
    yield f"/klopt/find?q={own}"
    yield f"/klopt/find?figure={figure.replace('.', '')}"
    yield "/klopt/find?about=2017"
    yield f"/klopt/find?about=2017&measure={measure}&sort=source"
    yield f"/klopt/find?outlet={outlet}&since=2017&until=2018"
    yield "/klopt/figures"
    yield "/klopt/figures?q=a"
    yield f"/klopt/figures?measure={measure}"
    yield "/klopt/names"
    yield "/klopt/names?kind=person"
    yield "/klopt/names?kind=person&q=ka"
    yield f"/klopt/name?key={name}"
    yield "/klopt/rules"
    yield "/klopt/draft"
    yield "/klopt/feed.xml"


async def measured(path: Path, rounds: int) -> None:
    """Ask for each page and print what it took."""
    datasette = application(path, "nl", name="bench")
    for address in addresses(path):
        took = [await _asked(datasette, address) for _ in range(rounds + 1)][1:]
        best = min(took, key=lambda one: one.processor)
        late = "  more than the target" if best.processor > TARGET else ""
        print(
            f"{best.processor:7.0f} ms  {best.clock:7.0f} ms by the clock  {best.status}  {address}{late}",
            flush=True,
        )


async def _asked(datasette: Any, address: str) -> Took:
    clock, begun = Clock(), perf_counter()
    with clock.running("page"):
        answer = await datasette.client.get(address)
    return Took(clock.spent["page"] * 1e3, (perf_counter() - begun) * 1e3, answer.status_code)


def drafted(rounds: int) -> None:
    """A draft, checked warm, beside the bare pipeline on it."""
    nlp, checker, clocks = load(None), Checker(None), []
    pasted = " ".join(one.text for one in made_up(40, SEED)).split()[:WORDS]
    draft = Article(id="draft", text=" ".join(pasted), published="2018-09-24")
    for _ in range(rounds + 1):
        clock = Clock()
        with clock.running("bare"):
            nlp(draft.text)
        with clock.running("draft"):
            checker.check(draft, {})
        clocks.append(clock.spent)
    bare, all_of_it = (min(spent[name] for spent in clocks[1:]) * 1e3 for name in ("bare", "draft"))
    print(
        f"draft of {WORDS} words: {all_of_it:.0f} ms, the bare pipeline {bare:.0f} ms: {all_of_it / bare:.2f} times"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.corpus or Path(folder) / "bench.db"
        if not path.exists():
            filled(path, asked.articles)
        asyncio.run(measured(path, asked.rounds))
    drafted(asked.rounds)


if __name__ == "__main__":
    main()
