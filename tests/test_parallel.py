"""`-j`: several processes read what one would have read, whatever happens to one of them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.article import Article, Failure
from extract.nouns import Extraction
from klopt import parallel
from klopt.parallel import read_in_parallel


def article(nr: int, text: str = "Er waren 34 meldingen.") -> Article:
    return Article(id=str(nr), url=None, source=None, title=None, text=text, published=None)


def named(articles: Sequence[Article]) -> list[Extraction | Failure]:
    """Reads nothing; the process that is given "dood" is killed, as one is that takes all memory."""
    for given in articles:
        if given.text == "dood":
            os.kill(os.getpid(), signal.SIGKILL)
    return [Extraction(article=given.id) for given in articles]


def slow(articles: Sequence[Article]) -> list[Extraction | Failure]:
    time.sleep(0.2 if articles[0].id == "0" else 0)
    return named(articles)


def ids(results: Sequence[Extraction | Failure]) -> list[str]:
    return [found.article if isinstance(found, Extraction) else f"{found.url} failed" for found in results]


def test_order_is_that_of_the_input_though_the_first_is_the_slowest() -> None:
    batches = [[article(nr)] for nr in range(12)]
    assert [ids(found) for found in read_in_parallel(batches, slow, 2)] == [[str(nr)] for nr in range(12)]


def test_no_more_is_taken_from_the_input_than_is_being_read() -> None:
    taken = 0

    def given() -> object:
        nonlocal taken
        for nr in range(30):
            taken = nr + 1
            yield [article(nr)]

    results = read_in_parallel(given(), named, 2)  # type: ignore[arg-type]
    next(results)
    assert taken == 4
    results.close()


def test_an_article_that_kills_its_process_is_named_and_nothing_else_is_lost() -> None:
    batches = [[article(nr * 2), article(nr * 2 + 1, "dood" if nr == 3 else "x")] for nr in range(8)]
    found = [name for results in read_in_parallel(batches, named, 2) for name in ids(results)]
    assert found == [f"{nr} failed" if nr == 7 else str(nr) for nr in range(16)]


def test_processes_are_started_anew_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "RECYCLED", 3)
    found = [*read_in_parallel([[article(nr)] for nr in range(8)], pids, 1)]
    seen = [results[0].article for results in found if isinstance(results[0], Extraction)]
    assert [len(set(seen[at : at + 3])) for at in (0, 3, 6)] == [1, 1, 1]
    assert len(set(seen)) == 3


def pids(articles: Sequence[Article]) -> list[Extraction | Failure]:
    return [Extraction(article=str(os.getpid())) for _ in articles]


TABLES = (
    "extractions",
    "mentions",
    "quantities",
    "periods",
    "sources",
    "quotes",
    "sentences",
    "claims",
    "entities",
)


def rows(db: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(db) as conn:
        return {name: conn.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}  # noqa: S608


def klopt(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "klopt", *map(str, args)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = [
        {
            "id": nr,
            "url": f"https://voorbeeld.example/{nr}",
            "published": "2019-03-04",
            "text": f"De gemeente Lindeburg telde in 2018 {nr + 2} meldingen, tegen {nr} een jaar eerder. "
            f"Dat zegt wethouder Jan Dekker. " * 4,
        }
        for nr in range(80)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    subprocess.run(klopt("add", tmp_path / "in.jsonl", "--db", tmp_path / "a.db"), check=True)
    return tmp_path


def test_two_processes_keep_the_same_rows_as_one(corpus: Path) -> None:
    (corpus / "b.db").write_bytes((corpus / "a.db").read_bytes())
    subprocess.run(klopt("extract", "--db", corpus / "a.db"), check=True)
    subprocess.run(klopt("extract", "--db", corpus / "b.db", "-j", "2"), check=True)
    assert rows(corpus / "a.db") == rows(corpus / "b.db")
    assert rows(corpus / "a.db")["claims"]


def test_no_process_outlives_the_one_that_is_killed(corpus: Path) -> None:
    command = klopt("extract", "--db", corpus / "a.db", "-j", "2")
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
        until(lambda: len(children(running.pid)) >= 2)
        theirs = children(running.pid)
        running.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in theirs))


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return [int(child) for child in listed.read_text().split()]


def until(reached: object) -> None:
    assert callable(reached)
    end = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
