"""A rebuilt corpus is the same corpus: what was added, what was done by hand, whatever was damaged or killed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.archive import Archive
from db import Store
from db.byhand import add_verdict, merge_entities
from klopt.cli import main

Dump = dict[str, list[tuple[object, ...]]]
FILE = "klopt.db.warc"


def warc() -> Path:
    (path,) = Path(FILE).glob("*.warc.gz")
    return path


def by_hand(db: str = "klopt.db") -> None:
    with Store(db) as store, store.transaction():
        add_verdict(store.db.conn, "sleutel", "right", name="Els", note="nagebeld")
        add_verdict(store.db.conn, "sleutel", "withdrawn", name="Jan")
        merge_entities(store.db.conn, "person:vos", "person:els vos", name="Els")


@pytest.fixture
def corpus(add: Callable[..., None], dump: Callable[..., Dump]) -> Dump:
    """Articles, versions, other facts, files and rows without address, a failure, and work by hand."""
    add(1, "Het waren er 34 in 2016.")
    add(2, "Nog 12 meldingen.", source="De Bode")
    add(1, "Het waren er 34 in 2017.", title="Kop")
    add(2, "Nog 12 meldingen.", published="2018-09-24")
    add(1, "Het waren er 34 in 2016.")
    Path("b.md").write_text("---\nbron: NRC\n---\n# Kop\n\nHet zijn er 68.\n", encoding="utf-8")
    Path("c.jsonl").write_text('{"text": "Een."}\n{"id": 7, "text": "Twee."}\n{"text": \n', encoding="utf-8")
    assert main(["add", "b.md", "c.jsonl", "--published", "2018-09-23", "--source", "De Krant"]) == 0
    by_hand()
    return dump()


def test_rebuild_gives_the_same_corpus(corpus: Dump, dump: Callable[..., Dump]) -> None:
    """Row for row: keys, numbers, versions, moments, where the pages lie, and everything done by hand."""
    assert main(["rebuild"]) == 0
    assert dump() == corpus
    assert len(corpus["articles"]) == 5
    assert [len(corpus[name]) for name in ("versions", "verdicts", "entity_merges", "failures")] == [
        6,
        2,
        1,
        1,
    ]
    assert not list(Path().glob("klopt.db.*k")), "no .bak is left"


def test_rebuild_without_the_database(
    corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """From the archive alone come the same articles and versions, and adding goes on where it was."""
    Path("klopt.db").unlink()
    assert main(["rebuild"]) == 0
    again = dump()
    assert [row[1] for row in again["articles"]] == [row[1] for row in corpus["articles"]]
    assert (again["versions"], again["captures"]) == (corpus["versions"], corpus["captures"])
    capsys.readouterr()
    assert main(["add", "b.md"]) == 0
    assert "1 ongewijzigd" in capsys.readouterr().out


@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 2), st.integers(0, 2), st.sampled_from([None, "De Bode", "NRC"]),
            st.sampled_from([None, "2018-09-24", "2017-01-01"]),
        ),
        min_size=1,
        max_size=8,
    ),
    forgotten=st.integers(0, 4),
)  # fmt: skip
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_corpus_is_rebuilt(
    tmp_path: Path,
    dump: Callable[..., Dump],
    steps: list[tuple[int, int, str | None, str | None]],
    forgotten: int,
) -> None:
    """Texts that come and go and return, facts that are added later, an article that is forgotten."""
    shutil.rmtree(tmp_path / FILE, ignore_errors=True)
    (tmp_path / "klopt.db").unlink(missing_ok=True)
    for nr, text, source, published in steps:
        row = {"url": f"https://krant.example/{nr}", "text": f"Tekst {text}.", "source": source}
        Path("rij.jsonl").write_text(json.dumps(row | {"published": published}), encoding="utf-8")
        main(["add", "rij.jsonl"])
    main(["forget", f"https://krant.example/{forgotten}", "--yes"])
    before = dump()
    assert main(["rebuild"]) == (0 if before["captures"] else 2)
    assert dump() == before


def test_damaged_record_and_tail_are_named_and_the_rest_goes_on(
    corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """File and byte of each; what the old database knew of them is kept; the bytes are put aside."""
    captures = sorted(corpus["captures"], key=lambda row: int(str(row[3])))
    middle, last = captures[2], captures[-1]
    data = bytearray(warc().read_bytes())
    data[int(str(middle[3])) + 20] ^= 0xFF
    warc().write_bytes(data[:-9])
    capsys.readouterr()
    assert main(["rebuild"]) == 0
    err = capsys.readouterr().err
    for record in (middle, last):
        assert f"{warc().name} is beschadigd bij byte {record[3]}" in err
    assert "zijn overgenomen: 2" in err
    again = dump()
    assert again["versions"] == corpus["versions"]
    assert again["articles"] == corpus["articles"]
    assert again["captures"] == [row for row in corpus["captures"] if row not in (middle, last)]
    (aside,) = Path(FILE).glob("*.damaged")
    assert aside.read_bytes() == data[int(str(last[3])) : -9]
    Path("d.txt").write_text("Nog 3.", encoding="utf-8")
    assert main(["add", "d.txt"]) == 0, "the archive can be written again"


def test_one_of_two_records_of_a_text(corpus: Dump, dump: Callable[..., Dump]) -> None:
    """The text is there, and so is what the lost record said: since when, and by whom."""
    first = next(row for row in corpus["captures"] if row[0] == "https://krant.example/2")
    data = bytearray(warc().read_bytes())
    data[int(str(first[3])) + 20] ^= 0xFF
    warc().write_bytes(data)
    assert main(["rebuild"]) == 0
    assert dump() == corpus | {"captures": [row for row in corpus["captures"] if row != first]}


def test_both_damaged(corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]) -> None:
    """A database that does not open is kept; everything whole in the archive is there again."""
    raw = bytearray(Path("klopt.db").read_bytes())
    raw[100:4096] = b"\xff" * 3996
    Path("klopt.db").write_bytes(raw)
    assert main(["rebuild"]) == 0
    assert "klopt.db.bak" in capsys.readouterr().err
    assert Path("klopt.db.bak").read_bytes() == raw
    assert dump()["versions"] == corpus["versions"]


def test_one_damaged_page_keeps_the_verdicts(
    corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """The page is named by whoever meets it, `klopt rebuild` helps, and what was said by hand is there."""
    with closing(sqlite3.connect("klopt.db")) as conn:
        (root,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").fetchone()
    raw = bytearray(Path("klopt.db").read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    Path("klopt.db").write_bytes(raw)
    capsys.readouterr()
    for command in (["show", "1"], ["extract"], ["backup", "kopie.db"]):
        assert main(command) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        assert "klopt.db is beschadigd" in err
        assert f"page {root}" in err.lower()
        assert "klopt rebuild" in err
    assert not list(Path().glob("kopie*"))
    assert main(["rebuild"]) == 0
    again = dump()
    assert (again["verdicts"], again["versions"]) == (corpus["verdicts"], corpus["versions"])
    kept = Path("klopt.db.bak").read_bytes()
    assert kept[(root - 1) * 4096 : root * 4096] == b"\xff" * 4096


def test_text_without_a_record_is_not_lost(
    corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """An archive file that is gone takes no article along."""
    warc().rename("weg.warc.gz")
    Path(FILE, "klopt-2018-01-0001.warc.gz").write_bytes(b"")
    assert main(["rebuild"]) == 0
    assert "zijn overgenomen: 5" in capsys.readouterr().err
    again = dump()
    assert (again["articles"], again["versions"], again["captures"]) == (
        corpus["articles"],
        corpus["versions"],
        [],
    )


@pytest.mark.parametrize("place", ["rebuild: records read", "rebuild: before the swap", "rebuild: two names"])
def test_killed_rebuild(
    corpus: Dump, dump: Callable[..., Dump], killed: Callable[..., None], place: str
) -> None:
    """The old database is as it was; the same command again does it; nothing is left over."""
    killed(place, "rebuild")
    assert dump() == corpus
    assert main(["rebuild"]) == 0
    assert dump() == corpus
    left = {path.name for path in Path().glob("klopt.db*")}
    assert left == {"klopt.db", FILE}


def test_killed_between_two_names(corpus: Dump, dump: Callable[..., Dump]) -> None:
    """Where a file cannot have two names the old one is for a moment only called .bak."""
    Path("klopt.db").rename("klopt.db.bak")
    assert main(["rebuild"]) == 0
    assert dump() == corpus


def test_interrupted_rebuild(
    corpus: Dump, dump: Callable[..., Dump], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves the old database and nothing else."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("klopt.rebuilding._proven", interrupted)
    assert main(["rebuild"]) == 2
    assert dump() == corpus
    assert {path.name for path in Path().glob("klopt.db*")} == {"klopt.db", FILE}


def test_rebuild_while_another_has_it_open(
    corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has the old file open would go on writing into it: refused before anything is done."""
    with Store("klopt.db") as store:
        store.counts()
        capsys.readouterr()
        assert main(["rebuild"]) == 2
        assert "klopt web" in capsys.readouterr().err
    assert dump() == corpus


def test_verdict_while_rebuilding(
    corpus: Dump, dump: Callable[..., Dump], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said while the records are read is in the new database too."""
    from klopt import rebuilding

    replay = rebuilding._replay

    def meanwhile(*args: object) -> None:
        replay(*args)  # type: ignore[arg-type]
        other = threading.Thread(target=by_hand)
        other.start()
        other.join()

    monkeypatch.setattr(rebuilding, "_replay", meanwhile)
    assert main(["rebuild"]) == 0
    assert len(dump()["verdicts"]) == len(corpus["verdicts"]) + 2


def test_nothing_to_build_from(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an archive nothing is made and nothing thrown away."""
    assert main(["rebuild"]) == 2
    assert "klopt add" in capsys.readouterr().err
    assert not list(Path().iterdir())


def test_records_are_where_the_rows_say(corpus: Dump) -> None:
    """After a rebuild every capture can be read."""
    assert main(["rebuild"]) == 0
    assert len(list(Archive(Path(FILE)).records())) == len(corpus["captures"])


@pytest.mark.parametrize("command", [["add", "b.md"], ["check"], ["reference", "add", "t.csv"]])
def test_database_that_is_gone_is_not_begun_anew(
    command: list[str], corpus: Dump, dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder beside it still holds its pages: the line names it and both ways out, and nothing is made."""
    Path("t.csv").write_text("jaar;aantal\n2020;5\n", encoding="utf-8")
    Path("klopt.db").unlink()
    capsys.readouterr()
    assert main(command) == 2
    assert capsys.readouterr().err == (
        f"klopt: In de map {FILE} staan nog pagina's van een eerdere database. Maak die terug met klopt rebuild,"
        " of verplaats de map om leeg te beginnen.\n"
    )
    assert not Path("klopt.db").exists()
    assert main(["rebuild"]) == 0
    assert len(dump()["articles"]) == len(corpus["articles"])
    Path("klopt.db").unlink()
    Path(FILE).rename("oud.warc")
    assert main(["add", "b.md"]) == 0
