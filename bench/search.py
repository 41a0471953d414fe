"""Searching a large corpus: how long a person waits for the first page of what they typed.

python -m bench.search [--articles N] [--queries N]

Made-up news with words of its own in every article, written straight into a database; then queries made of words that
stand in it, by kind. Time is that of one thread from the typed words to a page of twenty with all its places, the count
and, in the last rows, the facets.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

from bench.clock import machine
from bench.texts import TABLE, made_up
from corpus.article import Article
from db import Store
from db.among import Among
from db.facets import FACETS, facet
from db.find import find
from db.forms import widened
from db.query_reader import read_query
from db.words import words
from extract.nouns import Extraction

SEED = 31
OUTLETS = 12
OWN = 12
"""Words that an article has of its own, out of a fifth as many as there are articles."""
PAGE = 20


def filled(path: Path, articles: int) -> None:
    """Write the corpus. The index is made at the end, in one go: a corpus that grows makes it article by article."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    with Store(path) as store:
        conn = store.db.conn
        run = store.start_run("add", klopt_version="bench")
        triggers = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'search_*'"
        ).fetchall()
        with store.transaction():
            for name, _ in triggers:
                conn.execute(f"DROP TRIGGER {name}")
            for nr, made in enumerate(made_up(articles)):
                own = " ".join(_word(dice, articles // 5 + 10) for _ in range(OWN))
                article = replace(
                    made,
                    url=f"https://{nr % OUTLETS}.voorbeeld.nl/{nr}",
                    source=f"Krant {nr % OUTLETS}",
                    text=f"{made.text}\n\n{own}.",
                )
                put = store.put_article(article, run)
                store.put_extraction(put.id, Extraction(put.id, lemmas=" ".join(_folded(article))), run)
            conn.execute("INSERT INTO search (search) VALUES ('rebuild')")
            for _, sql in triggers:
                conn.execute(sql)


def sampled(store: Store) -> list[list[str]]:
    """The words of some of its articles."""
    return [_folded(article) for _, article in store.articles(range(1, store.counts()["articles"] + 1, 50))]


def _folded(article: Article) -> list[str]:
    return [word.folded for _, text in article.fields() for word in words(text)]


def _word(dice: random.Random, size: int) -> str:
    """One of so many words, the first ones far more often, as in any language (Zipf's law)."""
    syllables = TABLE["across"]["syllables"]["matters"]
    nr, word = int(size ** dice.random()) + len(syllables), ""
    while nr:
        nr, at = divmod(nr, len(syllables))
        word += syllables[at]
    return word


def typed(sample: list[list[str]], dice: random.Random) -> dict[str, Callable[[], str]]:
    """Each kind of query with what makes one."""

    def word() -> str:
        return dice.choice(dice.choice(sample))

    def phrase() -> str:
        here = dice.choice(sample)
        at = dice.randrange(len(here) - 2)
        return f'"{here[at]} {here[at + 1]}"'

    return {
        "one word": word,
        "two words": lambda: f"{word()} {word()}",
        "phrase": phrase,
        "boolean": lambda: f"({word()} OF {word()}) NIET {word()}",
        "beginning": lambda: f"{word()[:5]}*",
        "in the title": lambda: f"titel:{word()}",
        "in the text": lambda: f"tekst:{word()}",
        "of an outlet": lambda: f"{word()} bron:{dice.randrange(OUTLETS)}",
    }


def once(store: Store, query: str, compounds: bool = False) -> float:
    """Milliseconds of processor time for a page."""
    start = process_time()
    among = Among(query=widened(store.db.conn, read_query(query), compounds))
    found = find(store, among)
    assert found.texts <= found.articles
    list(found.hits(PAGE, fold=True))
    return 1e3 * (process_time() - start)


def divided(store: Store, query: str) -> float:
    """Milliseconds for all facets."""
    among = Among(query=widened(store.db.conn, read_query(query)))
    start = process_time()
    for name in FACETS:
        facet(store, among, name, PAGE)
    return 1e3 * (process_time() - start)


def line(name: str, took: list[float]) -> str:
    """Half of the queries, and all but one in twenty, are answered within."""
    took = sorted(took)
    half, most = took[len(took) // 2], took[min(len(took) - 1, int(0.95 * len(took)))]
    return f"{name:20} {len(took):5} queries   half within {half:7.1f} ms   p95 {most:7.1f} ms   all {took[-1]:7.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=40, help="of each kind")
    parser.add_argument("--keep", type=Path, help="a database to make and keep, or to use again")
    asked = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "bench.db"
        if not path.exists():
            start = process_time()
            filled(path, asked.articles)
            print(f"made in {process_time() - start:.0f} s", flush=True)
        with Store(path, read_only=True) as store:
            measure(store, asked.queries, path.stat().st_size)


def measure(store: Store, queries: int, size: int) -> None:
    """Each kind of query in turn, as it is done."""
    dice = random.Random(SEED + 1)  # noqa: S311
    articles = store.counts()["articles"]
    (known,) = store.db.conn.execute("SELECT count(DISTINCT term) FROM vocabulary").fetchone()
    print(f"{articles} articles, {known} words, {size / 1e6:.0f} MB", flush=True)
    kinds = typed(sampled(store), dice)
    every: list[float] = []
    for name, make in kinds.items():
        took = [once(store, make()) for _ in range(queries)]
        every += took
        print(line(name, took), flush=True)
    print(line("all of these", every), flush=True)
    common = commonest(store, queries // 2 + 1)
    word = kinds["one word"]
    some = [word() for _ in range(queries // 2 + 1)]
    rows: dict[str, Callable[[str], float]] = {
        "one word": lambda typed: once(store, typed),
        "in the title": lambda typed: once(store, f"titel:{typed}"),
        "in the text": lambda typed: once(store, f"tekst:{typed}"),
        "--compounds": lambda typed: once(store, typed, True),
        "all facets": lambda typed: divided(store, typed),
    }
    for name, take in rows.items():
        if name not in kinds:
            print(line(name, [take(typed) for typed in some]), flush=True)
        print(line(f"{name}, common", [take(typed) for typed in common]), flush=True)


def commonest(store: Store, n: int) -> list[str]:
    """The words that stand in the most articles: the longest lists there are."""
    sql = "SELECT term FROM vocabulary WHERE col = 'surface' ORDER BY doc DESC, term LIMIT ?"
    return [term for (term,) in store.db.conn.execute(sql, (n,))]


if __name__ == "__main__":
    main()
