"""What is forgotten is in no file any more, does not come back by itself, and takes nothing else along."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.article import Failure, Span
from corpus.captures import Capture
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.byhand import add_verdict, merge_entities
from extract.nouns import Extraction, Mention
from klopt.cli import main

Dump = dict[str, list[tuple[object, ...]]]
WORD = "Zonnebloemwimper"
"""A word that nothing but the forgotten article has; also cut up, stemmed and in small letters."""
ADDRESS = "https://krant.example/2"


def where() -> list[str]:
    """The files of the corpus that hold the word anywhere, packed or not."""
    found = [
        path.name
        for path in Path().rglob("*")
        if path.name.startswith("klopt")
        and path.is_file()
        and WORD[:8].lower() in path.read_bytes().decode("latin-1").lower()
    ]
    archive = Archive(Path("klopt.db.warc"))
    return found + [kept.capture.file for kept in archive.records() if WORD.encode() in kept.payload]


@pytest.fixture(autouse=True)
def _corpus(add: Callable[..., None]) -> None:
    """Four articles, the second with two versions, read, with findings within and across, verdicts and names."""
    add(1, "Het waren er 34 in 2016.")
    add(2, f"{WORD} telde er 34 in 2017.", title=WORD)
    add(3, "Het waren er 68 in 2017.")
    add(2, f"{WORD} telde er 68 in 2017.", title=WORD, source=f"Bode {WORD}")
    add(4, "Nog 12 meldingen.")
    with Store("klopt.db") as store:
        run = store.start_run("check", klopt_version="0")
        for row_id, article in store.articles():
            name = Span("text", 0, len(article.text.split()[0]), article.text.split()[0])
            mention = Mention(name, "person", name.text)
            store.put_extraction(
                row_id, Extraction(row_id, mentions=(mention,), lemmas=article.text.lower()), run
            )
        rows = []
        for articles in ((2,), (1, 2), (1, 3)):
            spans = tuple(
                FindingSpanRow(nr, store.article(nr).span("text", start, start + 2))
                for nr in articles
                for start in [store.article(nr).text.index("er ") + 3]
            )
            key = finding_key(
                store.article_key(articles[0]), "same-period", [at.span.text for at in spans], 0
            )
            rows.append(FindingRow(
                key=key, rule="same-period", level="error", message_nl=WORD if 2 in articles else "Eén.",
                message_en="One.", spans=spans,
            ))  # fmt: skip
        store.put_findings(rows, run)
        store.record_failure(Failure(ADDRESS, "fetch", WORD), run)
        store.record_failure(Failure("2", "extract", WORD), run)
        with store.transaction():
            for row in rows:
                add_verdict(store.db.conn, row.key, "right", name="Els", note=row.message_nl)
            merge_entities(store.db.conn, f"person:{WORD.lower()}", "person:het", name="Els")
            merge_entities(store.db.conn, "person:nog", "person:het", name="Els")


def count(sql: str) -> int:
    with closing(sqlite3.connect("klopt.db")) as conn:
        return int(conn.execute(sql).fetchone()[0])


def test_nothing_is_left_of_it(dump: Callable[..., Dump]) -> None:
    """No byte in the database, its log or the archive; everything else is as it was and where the rows say."""
    before = dump()
    assert "klopt.db" in where()
    assert main(["forget", ADDRESS, "--yes", "--reason", "verzoek van de uitgever"]) == 0
    assert where() == []
    after = dump()
    for table in ("articles", "versions"):
        assert after[table] == [row for row in before[table] if ADDRESS not in row]
    kept = [row for row in before["captures"] if row[0] != ADDRESS]
    assert [row[5:] for row in after["captures"]] == [row[5:] for row in kept]
    assert len(list(Archive(Path("klopt.db.warc")).records())) == len(kept) == 3
    assert (
        count("SELECT count(*) FROM findings") == len(after["verdicts"]) == len(after["entity_merges"]) == 1
    )
    assert after["failures"] == []
    ((digest, reason, at),) = after["tombstones"]
    assert reason == "verzoek van de uitgever"
    assert ADDRESS not in f"{digest}{at}"


def test_corpus_goes_on_after_it(add: Callable[..., None], dump: Callable[..., Dump]) -> None:
    """Adding, a backup and a rebuild find everything where it should be."""
    assert main(["forget", "2", "--yes"]) == 0
    add(5, "Nog 13.")
    assert main(["backup", "kopie.db"]) == 0
    before = dump()
    assert main(["rebuild"]) == 0
    assert dump() == before
    assert where() == []


def test_it_does_not_come_back_by_itself(
    dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """`add` says that it was forgotten and how to undo that, keeps no trace; --again adds it."""
    assert main(["forget", "2", "--yes"]) == 0
    Path("rij.jsonl").write_text(f'{{"url": "{ADDRESS}", "text": "{WORD}"}}\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["add", "rij.jsonl"]) == 2
    err = capsys.readouterr().err
    assert "vergeten" in err
    assert "--again" in err
    assert where() == []
    assert dump()["failures"] == []
    assert main(["add", "rij.jsonl", "--again"]) == 0
    assert ADDRESS in {row[1] for row in dump()["articles"]}
    assert dump()["tombstones"] == []
    assert main(["add", "rij.jsonl"]) == 0


def test_asks_before_it_does(
    dump: Callable[..., Dump],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal it asks, elsewhere it wants --yes; anything but yes changes nothing."""
    before = dump()
    assert main(["forget", "2"]) == 2
    assert "--yes" in capsys.readouterr().err

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("nee\n"))
    assert main(["forget", "2"]) == 2
    assert WORD in capsys.readouterr().out
    assert dump() == before
    monkeypatch.setattr("sys.stdin", Terminal("ja\n"))
    assert main(["forget", "2"]) == 0
    assert where() == []


@pytest.mark.parametrize("name", ["99", "9" * 30, "https://krant.example/99"])
def test_unknown_article(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, nothing changed; what is forgotten already is said to be."""
    capsys.readouterr()
    assert main(["forget", name, "--yes"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["forget", ADDRESS, "--yes"]) == 0
    assert main(["forget", ADDRESS, "--yes"]) == 2
    assert "al vergeten" in capsys.readouterr().err


def test_the_only_article_of_a_file(add: Callable[..., None], dump: Callable[..., Dump]) -> None:
    """The file goes as a whole, and the next one begins anew."""
    add(2, WORD, "ander.db")
    assert main(["forget", ADDRESS, "--yes", "--db", "ander.db"]) == 0
    assert not list(Path("ander.db.warc").glob("*.gz"))
    add(1, "Nog 12.", "ander.db")
    assert len(dump("ander.db")["captures"]) == len(list(Archive(Path("ander.db.warc")).records())) == 1


@pytest.mark.parametrize("place", ["forget: new file written", "forget: committed", "forget: old file gone"])
@pytest.mark.parametrize("then", ["forget", "add", "rebuild"])
def test_killed_takedown(
    add: Callable[..., None],
    dump: Callable[..., Dump],
    killed: Callable[..., None],
    place: str,
    then: str,
) -> None:
    """Killed before the commit nothing happened and every capture reads; after it, whatever writes next finishes."""
    before = dump()
    killed(place, "forget", ADDRESS, "--yes")
    happened = ADDRESS not in {row[1] for row in dump()["articles"]}
    assert happened == (place != "forget: new file written")
    if not happened:
        assert dump() == before
    with Store("klopt.db") as store:
        archive = Archive(Path("klopt.db.warc"))
        for file, offset, length, digest in store.db.execute(
            "SELECT file, offset, length, digest FROM captures"
        ):
            assert archive.read(Capture(file, offset, length, digest))
    if then == "add":
        add(5, "Nog 13.")
    elif then == "rebuild":
        assert main(["rebuild"]) == 0
    if not happened or then == "forget":
        assert main(["forget", ADDRESS, "--yes"]) == (2 if happened else 0)
    assert where() == []
    kept = [row[5:] for row in before["captures"] if row[0] != ADDRESS]
    after = dump()
    assert [row[5:] for row in after["captures"] if row[0] != "https://krant.example/5"] == kept
    assert len(list(archive.records())) == len(after["captures"])


def test_kept_copies_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """What a rebuild put aside may hold the article still."""
    Path("klopt.db.bak").write_bytes(b"oud")
    assert main(["forget", "2", "--yes"]) == 0
    assert "klopt.db.bak" in capsys.readouterr().err
