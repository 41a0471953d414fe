"""Everything is written out, from one moment, whole or not at all; and jsonl is read again."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from corpus.archive import Archive
from corpus.article import Article
from db import CaptureRow, Store
from db.among import EVERYTHING
from db.export import TABLES, chosen, snapshot
from klopt.cli import main

URLS = ["https://krant.example/a", "https://krant.example/b", "file:map/c.txt"]
pytestmark = pytest.mark.usefixtures("built")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


class DiskFull(OSError):
    """What the system says, with a name in it as `open` gives."""

    def __init__(self) -> None:
        super().__init__(28, "No space left on device", "x")


def export(*args: str) -> int:
    return main(["export", *args])


def test_jsonl_has_everything_of_an_article(built: Any) -> None:
    """What read, extract and check print, under their keys; null for what has not been read."""
    assert export("-o", "uit.jsonl") == 0
    first, _, last = lines(Path("uit.jsonl"))
    assert [row["id"] for row in lines(Path("uit.jsonl"))] == URLS
    assert first["text"] == built.text("a")
    assert [quantity["text"] for quantity in first["quantities"]] == ["34", "68"]
    assert first["claims"][0]["frame"] == 0
    (finding,) = first["findings"]
    assert [span["id"] for span in finding["spans"]] == [URLS[0], URLS[0]]
    assert finding["verdicts"] == []
    assert last["claims"] is None
    assert last["findings"] == []


def test_jsonl_is_read_again_and_is_the_same_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    """Added to another database, each article has the same key, text and facts, and gives the same line again."""
    assert export("-o", "uit.jsonl") == 0
    assert main(["add", "uit.jsonl", "--db", "nieuw.db"]) == 0
    assert "3 nieuw" in capsys.readouterr().out
    assert export("-o", "weer.jsonl", "--db", "nieuw.db") == 0
    pairs = list(zip(lines(Path("uit.jsonl")), lines(Path("weer.jsonl")), strict=True))
    assert [new["id"] for _, new in pairs][:2] == URLS[:2]
    assert pairs[2][1]["id"].endswith(URLS[2]), (
        "without an address it is named after the file it now came from"
    )
    for old, new in (pairs[0], pairs[2]):  # no page gives the controls of the other: `add` takes them out
        same = ("url", "title", "text", "published", "modified", "authors", "source", "kind")
        assert {name: old[name] for name in same} == {name: new[name] for name in same}


def test_jsonl_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each article and nothing else; nothing that a terminal would obey."""
    assert export("-o", "-", "--article", "2") == 0
    out = capsys.readouterr().out
    assert [json.loads(line)["id"] for line in out.splitlines()] == [URLS[1]]
    assert "\x1b" not in out
    assert "\x9b" not in out


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--source", "dagblad"], [1]),
        (["--from", "2018", "--to", "2019"], [0]),
        (["--article", "1", "--article", URLS[1]], [0, 1]),
        (["--article", "map/c.txt"], [2]),
        (["--source", "noorderkoerier", "--from", "2019"], []),
    ],
)
def test_filters_hold(args: list[str], ids: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    """Each filter in each form of export; nothing is written if no article is left."""
    assert export("-o", "uit.jsonl", *args) == 0
    assert export("-o", "tabellen", "--format", "csv", *args) == 0
    assert export("-o", "pagina", "--format", "html", *args) == 0
    if not ids:
        assert "niets weggeschreven" in capsys.readouterr().err
        assert not Path("uit.jsonl").exists()
        assert not Path("tabellen").exists()
        return
    assert [row["id"] for row in lines(Path("uit.jsonl"))] == [URLS[i] for i in ids]
    with Path("tabellen/articles.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["key"] for row in csv.DictReader(stream)] == [URLS[i] for i in ids]
    with Path("tabellen/claims.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["article"] for row in csv.DictReader(stream)} <= {str(i + 1) for i in ids}
    assert len(list(Path("pagina").glob("*.html"))) == len(ids) + 1


def test_tables_are_all_of_the_database(built: Any) -> None:
    """Every table of ours is exported, but for the index and what is about no article in it."""
    conn = sqlite3.connect(built.path)
    there = {
        name
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(
            ("search", "titles", "stems", "vocabulary", "occurrences", "sqlite_", "_sqlite")
        )
    }
    conn.close()
    crawl = {"sites", "listings", "visits", "reservations"}
    checks = {"checks", "check_keys", "common_keys", "key_changes"}  # what the next check need not do again
    theirs = {"reference_tables", "reference_values"}  # files that the user has
    assert there - set(TABLES) <= {"failures", "tombstones", "leftovers", *crawl, *checks, *theirs}


def test_csv_has_every_row_and_column(built: Any) -> None:
    """A file for each table with all its columns; a cell is the value, or has an apostrophe in front."""
    assert export("--format", "csv", "-o", "tabellen") == 0
    assert {path.stem for path in Path("tabellen").iterdir()} == {*TABLES, "codebook"}
    conn = sqlite3.connect(built.path)
    for table in ("articles", "quantities", "claims", "mentions", "finding_spans", "entity_merges"):
        found = conn.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()  # noqa: S608
        with Path(f"tabellen/{table}.csv").open(encoding="utf-8", newline="") as stream:
            _, *cells = csv.reader(stream)
        wanted = [["" if cell is None else str(cell) for cell in row] for row in found]
        assert [[cell.removeprefix("'") for cell in row] for row in cells] == wanted
    conn.close()
    assert "\n'=1+1 is hier" not in Path("tabellen/articles.csv").read_text("utf-8")
    assert ",'=1+1 is hier" in Path("tabellen/articles.csv").read_text("utf-8").replace('"', "")


def test_parquet_has_every_row_with_its_type(built: Any) -> None:
    """The same rows as the database: integers, doubles, texts and nulls."""
    arrow = pytest.importorskip("arro3.io")
    assert export("--format", "parquet", "-o", "tabellen") == 0
    conn = sqlite3.connect(built.path)
    for table in TABLES:
        read = arrow.read_parquet(str(Path("tabellen", f"{table}.parquet"))).read_all()
        names = read.schema.names
        if table in ("articles", "quantities", "claims", "entity_merges"):
            wanted = conn.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid").fetchall()  # noqa: S608
            columns = [read.column(name).to_pylist() for name in names]
            assert list(zip(*columns, strict=True)) == wanted
    conn.close()


def test_parquet_without_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what to install, and nothing is left."""
    monkeypatch.setitem(sys.modules, "arro3.core", None)
    assert export("--format", "parquet", "-o", "tabellen") == 2
    assert "-m pip install arro3-core arro3-io" in capsys.readouterr().err
    assert not list(Path().glob("*tabellen*"))


@pytest.fixture
def archived(built: Any) -> list[bytes]:
    """A page in the archive for the first two articles, for the first of them two, and one of both."""
    payloads = [b"<p>een</p>", b"<p>twee</p>", b"<p>samen</p>"]
    archive = Archive(Path("klopt.db.warc"))
    with Store(built.path) as store:
        run = store.start_run("add", klopt_version="0.1")
        for payload, keys in zip(payloads, ("a", "b", "ab"), strict=True):
            now = datetime(2018, 9, 24, tzinfo=UTC)
            kept = archive.append(payload.decode(), payload, "text/html", now)
            row = CaptureRow(kept.file, kept.offset, kept.length, kept.digest, now.isoformat())
            for key in keys:
                store.put_article(store.article(built.ids[key]), run, row)
    return payloads


def test_warc_copies_the_pages(archived: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    """Each record once, byte for byte, behind one that says who wrote the file; articles without are counted."""
    from warcio.archiveiterator import ArchiveIterator

    assert export("--format", "warc", "-o", "uit.warc.gz") == 0
    assert "Van 1 artikel is geen pagina bewaard" in capsys.readouterr().err
    with Path("uit.warc.gz").open("rb") as stream:
        found = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert [kind for kind, _ in found] == ["warcinfo", "resource", "resource", "resource"]
    assert [payload for _, payload in found[1:]] == archived
    original = next(Path("klopt.db.warc").glob("*.warc.gz")).read_bytes()
    copied = Path("uit.warc.gz").read_bytes()
    assert copied.endswith(original[-200:])
    assert export("--format", "warc", "-o", "twee.warc.gz", "--article", "2") == 0
    with gzip.open("twee.warc.gz") as stream:
        assert archived[0] not in stream.read()


@pytest.mark.usefixtures("archived")
def test_warc_of_a_damaged_archive(capsys: pytest.CaptureFixture[str]) -> None:
    """The record is named and nothing half is left."""
    path = next(Path("klopt.db.warc").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-40])
    assert export("--format", "warc", "-o", "uit.warc.gz") == 2
    assert path.name in capsys.readouterr().err
    assert not list(Path().glob("*uit.warc.gz*"))


def test_pages_are_html_with_marks_and_nothing_of_the_article_in_them_runs(built: Any) -> None:
    """Each page is valid, loads nothing, marks figures, and its text is the article's."""
    assert export("--format", "html", "-o", "pagina") == 0
    assert {path.name for path in Path("pagina").iterdir()} == {"index.html", "1.html", "2.html", "3.html"}
    for path in Path("pagina").iterdir():
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text("utf-8"))
        assert not list(tree.iter("script"))
        assert not [node for node in tree.iter() if {"src", "onload", "onclick"} & set(node.attrib)]
        assert "default-src 'none'" in path.read_text("utf-8")
    tree = html5lib.parse(Path("pagina/1.html").read_text("utf-8"), namespaceHTMLElements=False)
    paragraphs = ["".join(node.itertext()) for node in tree.iter("p")]
    assert all(part in paragraphs for part in built.text("a").split("\n\n"))
    assert {"34", "68"} <= {"".join(node.itertext()) for node in tree.iter("mark")}
    targets = {node.attrib["href"] for node in tree.iter("a") if node.attrib.get("class") == "note"}
    assert targets == {"#finding-1"}
    assert [node for node in tree.iter("li") if node.attrib.get("id") == "finding-1"]
    assert "&lt;script&gt;" in Path("pagina/2.html").read_text("utf-8")


def test_what_stood_there_stays_until_all_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C half-way: the old file as it was, no new one beside it, and the code is 2."""
    Path("uit.jsonl").write_text("oud", encoding="utf-8")
    before = names()
    monkeypatch.setattr("klopt.commands.export.article_line", _once(KeyboardInterrupt))
    assert export("-o", "uit.jsonl", "--force") == 2
    assert capsys.readouterr().err == "klopt: Gestopt. Er is niets weggeschreven.\n"
    assert Path("uit.jsonl").read_text("utf-8") == "oud"
    assert names() == before


@pytest.mark.parametrize("form", ["csv", "parquet", "html"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, DiskFull])
def test_no_half_folder(form: str, error: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C or a full disk half-way through a folder leaves nothing."""
    before = names()
    for name in (
        "klopt.export.tables._batches",
        "klopt.export.tables.csv_line",
        "klopt.export.pages.write_page",
    ):
        monkeypatch.setattr(name, _once(error))
    assert export("--format", form, "-o", "map") == 2
    assert names() == before


def _once(error: Any) -> Any:
    """A function that works a first time and then fails."""
    calls: Iterator[int] = iter(range(10))

    def stopped(*_: object, **__: object) -> Any:
        if next(calls):
            raise error
        return {} if error is KeyboardInterrupt else ""

    return stopped


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "-o PAD"),
        (["--format", "csv", "-o", "-"], "-o PAD"),
        (["--format", "csv", "-o", "vol"], "vol"),
        (["--format", "html", "-o", "klopt.db"], "in de weg"),
        (["-o", "vol"], "is een map"),
        (["-o", "nergens/uit.jsonl"], "nergens"),
        (["--format", "xml", "-o", "x"], "parquet"),
        (["-o", "x", "--article", "99"], "99"),
    ],
)
def test_mistake_is_one_line_and_a_two(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to do, and nothing is touched."""
    Path("vol").mkdir()
    Path("vol/iets.txt").write_text("van mij", encoding="utf-8")
    before = names()
    assert export(*args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1
    assert names() == before
    assert names("vol") == ["iets.txt"]


def test_empty_folder_and_link_and_pipe_are_fine() -> None:
    """An empty folder is filled, a link stays a link, a pipe is written to."""
    Path("leeg").mkdir()
    assert export("--format", "csv", "-o", "leeg") == 0
    assert Path("leeg/articles.csv").exists()
    Path("echt.jsonl").write_text("oud", encoding="utf-8")
    Path("link.jsonl").symlink_to("echt.jsonl")
    assert export("-o", "link.jsonl", "--force") == 0
    assert Path("link.jsonl").is_symlink()
    assert len(lines(Path("echt.jsonl"))) == len(URLS)
    assert export("-o", os.devnull) == 0
    assert not Path(os.devnull).is_file()


def test_a_snapshot_does_not_see_what_comes_later(built: Any) -> None:
    """Articles added while an export runs are not half in it."""
    with Store(built.path, read_only=True) as store, snapshot(store):
        ids = chosen(store, EVERYTHING)
        first = next(ids)
        with Store(built.path) as other:
            run = other.start_run("add", klopt_version="0.1")
            other.put_article(Article(id="x:9", url="x:9", text="Later."), run)
        assert [first, *ids] == list(built.ids.values())


def test_reader_that_stops_early() -> None:
    """`klopt export -o - | head -1` ends quietly."""
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m klopt export -o - | head -c 1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "{"
    assert not re.search(r"Traceback|Error", done.stderr)
