"""Copies of one text in the database: compared once, again when a text changes, gone with their article."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article
from db import Store
from db.copies import compare_copies, copies, copy_groups
from klopt.cli import main
from tests.corpus.test_copies import CUT, OTHER, WIRE

TEXTS = {"bode": WIRE, "courant": CUT, "dagblad": OTHER, "echo": WIRE}


def _article(source: str, text: str) -> Article:
    return Article(
        id=source, url=f"https://{source}.example/1", source=source, title=f"Veer ({source})", text=text,
        published=f"2023-02-0{len(source)}", agency="ANP", section="Regio", reserved=True,
        published_from="json-ld datePublished",
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles in four papers, of which three are one text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        for source, text in TEXTS.items():
            store.put_article(_article(source, text), run)
    return tmp_path / "klopt.db"


def test_compared_once(path: Path) -> None:
    """Three articles are one witness; what was compared is not compared again."""
    with Store(path) as store:
        assert copy_groups(store) == {}
        assert compare_copies(store) == 4
        assert compare_copies(store) == 0
        assert copy_groups(store) == {1: 1, 2: 1, 3: 3, 4: 1}
        assert [(copy.source, copy.same) for copy in copies(store)] == [
            ("bode", True), ("echo", True), ("courant", False),
        ]  # fmt: skip


def test_what_the_page_said_is_kept(path: Path) -> None:
    """Section, rights and where the stamp came from survive; adding the page without them does not take them away."""
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        bare = replace(
            _article("bode", WIRE), section=None, reserved=None, published=None, published_from=None
        )
        store.put_article(bare, run)
        kept = store.article(1)
    assert (kept.section, kept.reserved, kept.published_from) == ("Regio", True, "json-ld datePublished")


def test_another_text_is_compared_again(path: Path) -> None:
    """The lowest of a group gets another text: the others are still one witness, under another number."""
    with Store(path) as store:
        compare_copies(store)
        run = store.start_run("add", klopt_version="0.1")
        store.put_article(_article("bode", f"{OTHER} Dat kost 12.000 euro."), run)
        assert copy_groups(store).get(1) is None  # not of this text
        assert compare_copies(store) == 3
        assert copy_groups(store) == {1: 1, 2: 2, 3: 1, 4: 2}


def test_an_article_that_went(path: Path) -> None:
    """Its row goes with it, and its number is nobody's witness any more."""
    with Store(path) as store:
        compare_copies(store)
        with store.transaction():
            store.db.conn.execute("DELETE FROM articles WHERE id = 1")
        compare_copies(store)
        assert copy_groups(store) == {2: 2, 3: 3, 4: 2}


@pytest.mark.parametrize("how", ["deleted", "changed"])
def test_who_held_a_group_together_goes(tmp_path: Path, how: str) -> None:
    """Two articles that share nothing were one witness by a third that has the text of both: now they are two."""
    other = f"{OTHER} {' '.join(reversed(OTHER.split()))}"
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        for source, text in (("bode", WIRE), ("courant", f"{WIRE} {other}"), ("dagblad", other)):
            store.put_article(_article(source, text), run)
        compare_copies(store)
        assert copy_groups(store) == {1: 1, 2: 1, 3: 1}
        if how == "deleted":
            with store.transaction():
                store.db.conn.execute("DELETE FROM articles WHERE id = 2")
        else:
            store.put_article(_article("courant", "Een heel ander bericht."), run)
        assert copy_groups(store) == {}
        assert compare_copies(store) == (2 if how == "deleted" else 3)
        left = {1: 1, 3: 3} if how == "deleted" else {1: 1, 2: 2, 3: 3}
        assert copy_groups(store) == left


@pytest.mark.usefixtures("path")
def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """One witness with its outlets; as JSON lines and CSV for programs."""
    assert main(["copies"]) == 0
    shown = capsys.readouterr().out
    assert "Eén getuige; artikelen: 3, media: 3" in shown
    assert "courant (ANP)  [2]  deels andere woorden" in shown
    assert "dagblad" not in shown
    assert main(["copies", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["witness"], row["article"]) for row in rows] == [(1, 1), (1, 4), (1, 2)]
    assert main(["copies", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_no_corpus_and_no_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a database the error says what to do; without copies one line says so."""
    monkeypatch.chdir(tmp_path)
    assert main(["copies"]) == 2
    with Store(tmp_path / "klopt.db") as store:
        store.put_article(_article("bode", WIRE), store.start_run("add", klopt_version="0.1"))
    assert main(["copies"]) == 0
    assert "Geen artikelen met dezelfde tekst" in capsys.readouterr().out
