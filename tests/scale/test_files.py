"""`klopt add --dask`, with a stand-in for the cluster: what one process adds, in the same order."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra klopt[dask] is not installed")

from db import Store
from klopt.cli import main
from klopt.scale import work
from klopt.scale.connect import Task

PAGE = '<html lang="{lang}"><title>Bericht {nr}</title><body><article><p>{text}</p></article></body></html>'
TEXTS = {
    "nl": "De gemeente telde in 2018 veel meldingen van bewoners, zegt de wethouder, en dat zijn er meer dan eerst.",
    "en": "The council counted many reports by residents in 2018, says the alderman, and those are more than before.",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of files of every sort: rows, pages, a web archive in two languages, one that is damaged."""
    folder = tmp_path / "bron"
    (folder / "onder").mkdir(parents=True)
    written = [
        json.dumps({"url": f"https://v.example/{nr}", "text": f"Er waren {nr} klachten."}) for nr in range(5)
    ]
    (folder / "a.jsonl").write_text("\n".join([*written, "geen json"]), encoding="utf-8")
    (folder / "b.md").write_text("---\nsource: De Bode\n---\nEr waren 8 klachten.\n", encoding="utf-8")
    (folder / "leeg.txt").write_bytes(b"")
    records = [
        record(nr, PAGE.format(lang=lang, nr=nr, text=f"{TEXTS[lang]} " * 5).encode())
        for nr, lang in enumerate(("nl", "en", "nl"))
    ]
    (folder / "onder" / "c.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    return folder


def record(nr: int, html: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://w.example/{nr}\r\n"
        f"WARC-Date: 2019-03-04T00:00:0{nr}Z\r\nContent-Type: text/html\r\nContent-Length: {len(html)}\r\n\r\n"
    )
    return head.encode() + html + b"\r\n\r\n"


def added(rows: Any, db: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that adding writes, without the moments at which it did and where records of the archive begin (each has a
    random number, so that they pack to other lengths).
    """
    found = rows(Path(db))
    found["captures"] = [(*row[:3], *row[6:]) for row in found["captures"]]
    for table in ("articles", "versions", "captures", "failures"):
        found[table] = [tuple(map(dateless, row)) for row in found[table]]
    return found


def dateless(cell: Any) -> Any:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?", "then", cell) if isinstance(cell, str) else cell


@pytest.mark.parametrize("dies", [False, True])
def test_files_that_workers_read_are_added_as_one_process_adds_them(
    files: Path, here: Any, rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """Also those that stop their workers; the second time every part is there."""
    monkeypatch.chdir(tmp_path)
    given = ["add", "bron", "er-niet.txt", "bron/b.md", "--language", "nl", "--source", "De Bron"]
    assert main([*given, "--db", "een.db"]) == 0
    here.dies = lambda _task: dies
    assert main([*given, "--db", "twee.db", "--dask", "local", "--parts", "delen"]) == 0
    assert added(rows, "een.db") == added(rows, "twee.db")
    assert rows(Path("een.db"))["failures"]
    done = len(here.done)
    assert main([*given, "--db", "drie.db", "--dask", "local", "--parts", "delen"]) == 0
    assert len(here.done) == (2 * done if dies else done)
    (files / "b.md").write_text("Er waren 9 klachten.", encoding="utf-8")
    assert main([*given, "--db", "drie.db", "--dask", "local", "--parts", "delen"]) == 0
    with Store("drie.db", read_only=True) as store:
        assert "Er waren 9 klachten." in [article.text for _, article in store.articles()]


@pytest.mark.parametrize("dies", [False, True])
def test_a_file_that_is_given_twice_is_read_once(
    files: Path, here: Any, rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    """And is the same the second time, as for one process; so is one that stops its workers."""
    monkeypatch.chdir(files)
    given = ["add", "b.md", "b.md", "a.jsonl", "b.md"]
    assert main([*given, "--db", str(tmp_path / "een.db")]) == 0
    here.dies = lambda _task: dies
    assert main([*given, "--db", str(tmp_path / "twee.db"), "--dask", "local"]) == 0
    assert added(rows, str(tmp_path / "een.db")) == added(rows, str(tmp_path / "twee.db"))
    assert len(here.done) == 2


def test_a_file_that_is_too_much_for_a_part_is_read_here(
    files: Path, here: Any, rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files)
    given = ["add", "a.jsonl", "b.md", "onder"]
    assert main([*given, "--db", str(tmp_path / "een.db")]) == 0
    monkeypatch.setattr(work, "LARGEST", 500)
    parts = ("--parts", str(tmp_path / "delen"))
    assert main([*given, "--db", str(tmp_path / "twee.db"), "--dask", "local", *parts]) == 0
    assert added(rows, str(tmp_path / "een.db")) == added(rows, str(tmp_path / "twee.db"))
    assert len(here.done) == 3
    assert len([*(tmp_path / "delen").iterdir()]) == 1


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (["-"], "-"),
        (["b.md", "https://v.example/1"], "https://v.example/1"),
        (["--preview", "b.md"], "--preview"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_workers_cannot_read_is_refused(
    files: Path,
    given: list[str],
    what: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(files)
    assert main(["add", *given, "--db", "klopt.db", "--dask", "local"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"klopt: {what} gaat niet samen met --dask")
    assert not Path("klopt.db").exists()


def test_a_worker_that_sees_other_files_is_refused(files: Path, here: Any) -> None:
    def change(_task: Task) -> None:
        (files / "b.md").write_text("Iets anders.", encoding="utf-8")

    here.before = change
    with pytest.raises(work.NotSeen):
        [*here.results([Task("x", work.load_chunk, load_given(files / "b.md"))])]


def load_given(path: Path) -> tuple[Any, ...]:
    how = work.How(None, None, "nl", str(path.parent), (), None)
    return work.versions(), how, work.File.at(str(path))
