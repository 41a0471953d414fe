"""Two corpora in one: every article once, every version and capture, and what was said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.archive import Archive
from db import Store
from db.byhand import add_verdict
from klopt.cli import main

Dump = dict[str, list[tuple[object, ...]]]
A, B = "klopt.db", "ander.db"


def judge(db: str, verdict: str, name: str) -> None:
    with Store(db) as store, store.transaction():
        add_verdict(store.db.conn, "sleutel", verdict, name=name)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _two(add: Callable[..., None]) -> None:
    """Captured by turns: one article only here, one only there, one with versions of both."""
    add(1, "Alleen hier.", A)
    add(3, "Eerst hier 34.", A)
    judge(A, "right", "Els")
    add(2, "Alleen daar.", B)
    add(3, "Dan daar 35.", B, source="De Bode")
    judge(B, "wrong", "Jan")
    add(3, "Dan hier 36.", A, published="2018-09-24")
    judge(A, "later", "Els")
    add(3, "Eerst hier 34.", B)
    Path("brief.txt").write_text("Een brief zonder adres.", encoding="utf-8")
    assert main(["add", "brief.txt", "--db", B]) == 0


def test_everything_of_both(dump: Callable[..., Dump]) -> None:
    """Versions stand in the order in which they were seen, the last one is the current, the last word counts."""
    ours, theirs = dump(A), dump(B)
    assert main(["merge-corpus", B]) == 0
    both = dump(A)
    assert dump(B) == theirs, "the other corpus stays as it is"
    assert {row[1] for row in both["articles"]} == {
        row[1] for row in (*ours["articles"], *theirs["articles"])
    }
    assert len(both["articles"]) == 4
    three = [row for row in both["versions"] if row[0] == "https://krant.example/3"]
    assert [row[4] for row in three] == ["Eerst hier 34.", "Dan daar 35.", "Dan hier 36."]
    assert [row[1] for row in three] == [1, 2, 3]
    (article,) = [row for row in both["articles"] if row[1] == "https://krant.example/3"]
    assert article[6] == "Eerst hier 34."
    assert (article[4], article[7]) == ("De Bode", "2018-09-24")
    moments = sorted((row[0], row[6]) for row in (*ours["captures"], *theirs["captures"]))
    assert sorted((row[0], row[6]) for row in both["captures"]) == moments
    assert [row[1] for row in both["verdicts"]] == ["right", "wrong", "later"]
    assert len(list(Archive(Path("klopt.db.warc")).records())) == len(both["captures"])


def test_merging_again_changes_nothing(dump: Callable[..., Dump]) -> None:
    """Nothing is there twice."""
    assert main(["merge-corpus", B]) == 0
    both = dump(A)
    assert main(["merge-corpus", B]) == 0
    assert {**dump(A), "articles": []} == {**both, "articles": []}


def test_merged_corpus_can_be_rebuilt(dump: Callable[..., Dump]) -> None:
    """The records came along."""
    assert main(["merge-corpus", B]) == 0
    both = dump(A)
    assert main(["rebuild"]) == 0
    assert dump(A) == both


def test_into_a_new_corpus(dump: Callable[..., Dump]) -> None:
    """A corpus that is not there yet becomes a copy of the other."""
    assert main(["merge-corpus", B, "--db", "nieuw.db"]) == 0
    new, old = dump("nieuw.db"), dump(B)
    assert new["versions"] == old["versions"]
    assert [row[6] for row in new["captures"]] == [row[6] for row in old["captures"]]
    assert new["verdicts"] == old["verdicts"]


def test_what_is_forgotten(
    add: Callable[..., None], dump: Callable[..., Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    """Forgotten here it does not come in; forgotten there it is named and not taken out here unasked."""
    assert main(["forget", "https://krant.example/3", "--yes", "--db", A]) == 0
    add(4, "Ook hier.", A)
    add(4, "Ook daar.", B)
    assert main(["forget", "https://krant.example/4", "--yes", "--db", B]) == 0
    capsys.readouterr()
    assert main(["merge-corpus", B]) == 0
    err = capsys.readouterr().err
    assert "hier vergeten zijn, en dus niet overgenomen: 1." in err
    assert "daar vergeten zijn maar hier nog staan: 1." in err
    assert {row[1] for row in dump(A)["articles"]} == {
        *(f"https://krant.example/{nr}" for nr in (1, 2, 4)),
        "file:brief.txt",
    }


def test_killed_merge(dump: Callable[..., Dump], killed: Callable[..., None]) -> None:
    """Records without rows are cut off, and the same command again does the whole."""
    ours = dump(A)
    killed("merge: records appended", "merge-corpus", B)
    assert dump(A) == ours
    assert main(["merge-corpus", B]) == 0
    both = dump(A)
    assert len(list(Archive(Path("klopt.db.warc")).records())) == len(both["captures"]) == 7


@pytest.mark.parametrize(("other", "words"), [(A, "zelf"), ("weg.db", "geen database weg.db")])
def test_no_other_corpus(other: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Itself, or nothing: one line."""
    capsys.readouterr()
    assert main(["merge-corpus", other]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert words in err
