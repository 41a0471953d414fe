"""A snapshot says later whether the corpus still gives the same, holds no word of an article, and travels."""

import csv
import json
from pathlib import Path

import pytest

from corpus.article import Article
from db import Store
from db.byhand import add_verdict
from db.rows import FindingRow, FindingSpanRow
from extract.nouns import Extraction
from klopt.cli import main

pytestmark = pytest.mark.usefixtures("corpus")
Out = pytest.CaptureFixture[str]


def snapshot(*args: str) -> int:
    return main(["snapshot", *args])


def find(corpus: Path, key: str = "k" * 64) -> None:
    """Let a check have found something in the third article."""
    with Store(corpus) as store:
        article = store.article(3)
        spot = FindingSpanRow(3, article.span("text", 3, 12))
        row = FindingRow(
            key=key, rule="same-period", level="error", message_nl="a", message_en="a", spans=(spot,)
        )
        store.put_findings([row], store.start_run("check", klopt_version="0.1"), [3])


def test_same_corpus_gives_the_same(capsys: Out) -> None:
    """Nothing changed: exit code 0, and the same digest under another name and in a copy of the corpus."""
    assert snapshot("een", "huur", "--from", "2019", "--to", "2019-04-11") == 0
    assert snapshot("check", "een") == 0
    assert "dezelfde" in capsys.readouterr().out
    assert snapshot("twee", "huur", "--from", "2019", "--to", "2019-04-11") == 0
    assert snapshot("diff", "een", "twee") == 0
    capsys.readouterr()
    assert snapshot("show", "twee", "--format", "jsonl") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], told["texts"], told["first"], told["last"]) == (
        3,
        2,
        "2019-03-02",
        "2019-04-11",
    )
    assert told["asked"]["until"] == "2019-04-12"


def test_what_changed_is_named(corpus: Path, capsys: Out) -> None:
    """An article more, another text, another reading, a finding and a verdict: each is told and the code is 1."""
    assert snapshot("voor", "huur") == 0
    with Store(corpus) as store:
        run = store.start_run("add", klopt_version="0.1")
        new = Article(
            id="n", url="https://krant.example/n", title="Huur", text="De huur.", source="De Ochtend"
        )
        store.put_article(new, run)
        old = Article(id="o", url="https://krant.example/5", title="Lage huur", text="De huur is laag.")
        store.put_article(old, run)
        store.put_extraction(1, Extraction(1, lemmas="de huur"), run)
    find(corpus)
    capsys.readouterr()
    assert snapshot("check", "voor", "--format", "jsonl") == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = {(one["kind"], one["row"]) for one in told}
    assert kinds == {("new", 7), ("text", 6), ("facts", 6), ("facts", 1), ("found", 3)}
    assert snapshot("na", "huur") == 0
    with Store(corpus) as store, store.transaction():
        add_verdict(store.db.conn, "k" * 64, "right", name="lezer")
    capsys.readouterr()
    assert snapshot("check", "na") == 1
    said = capsys.readouterr().out
    assert "1 bevinding met een ander oordeel\n" in said
    assert "geen oordeel > klopt wel" in said
    assert snapshot("check", "na", "--lang", "en") == 1
    assert "no verdict > adds up" in capsys.readouterr().out
    assert snapshot("diff", "voor", "na") == 1


def test_what_it_was_made_with_is_told(capsys: Out) -> None:
    """Another query is another result, and the query is named; the same result by other versions is the same."""
    assert snapshot("een", "huur") == snapshot("twee", "trainer") == 0
    capsys.readouterr()
    assert snapshot("diff", "een", "twee") == 1
    told = capsys.readouterr().out
    assert "Vraag: huur > trainer" in told
    assert "In twee: 2 artikelen" in told
    assert snapshot("alles") == 0
    capsys.readouterr()
    assert snapshot("diff", "een", "alles") == 1
    assert "Vraag: huur > -\n" in capsys.readouterr().out
    path = Path("klopt.db.snapshots/een.jsonl")
    path.write_text(
        path.read_text("utf-8").replace('"klopt":"0.1.0"', '"klopt":"0.0.9"', 1), encoding="utf-8"
    )
    assert snapshot("check", "een") == 0
    assert "versie van klopt: 0.0.9 > 0.1.0" in capsys.readouterr().out


def test_half_a_query_is_not_kept(capsys: Out) -> None:
    """It would be read otherwise than its maker meant, for good."""
    assert snapshot("half", "huur OF") == 2
    assert "compleet" in capsys.readouterr().err
    assert not Path("klopt.db.snapshots").exists()


def test_a_file_that_is_not_there(capsys: Out) -> None:
    """A path is no name in the folder beside the database."""
    assert snapshot("check", "./nietdaar.jsonl") == 2
    assert capsys.readouterr().err == "klopt: ./nietdaar.jsonl bestaat niet.\n"


def test_no_word_of_an_article_is_in_it(corpus: Path) -> None:
    """Neither text, title nor address: after a takedown nothing is left in it, and it may go with a paper."""
    find(corpus)
    assert snapshot("alles") == 0
    kept = Path("klopt.db.snapshots/alles.jsonl").read_text("utf-8").lower()
    for word in ("krant.example", "huur", "anna", "trainer", "beker"):
        assert word not in kept


def test_it_travels(tmp_path: Path, capsys: Out) -> None:
    """A file of somebody else is proved against one's own corpus by its path."""
    assert snapshot("alles") == 0
    away = tmp_path / "van-haar.jsonl"
    Path("klopt.db.snapshots/alles.jsonl").rename(away)
    assert snapshot("check", str(away)) == 0
    assert snapshot("check", "van-haar.jsonl") == 0
    assert snapshot("check", "alles") == 2
    assert "snapshot list" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"figures":0', '"figures":9'),
        ("De Ochtend", "De Avond"),
        ("klopt_snapshot", "x"),
        ("{", "["),
        ("\n", "\n{}\n"),
    ],
)
def test_a_file_changed_by_hand_is_refused(capsys: Out, before: str, after: str) -> None:
    """And so is half a file."""
    assert snapshot("alles") == 0
    path = Path("klopt.db.snapshots/alles.jsonl")
    whole = path.read_text("utf-8")
    for broken in (whole.replace(before, after, 1), "".join(whole.splitlines(keepends=True)[:-1]), ""):
        path.write_text(broken, encoding="utf-8")
        assert snapshot("check", "alles") == 2
        assert "niet compleet" in capsys.readouterr().err
    assert snapshot("remove", "alles") == 0


@pytest.mark.parametrize(
    "args",
    [
        ("een",),  # is there already
        ("../weg",),
        ("a b",),
        ("x.jsonl",),
        ("check",),
        ("diff", "een"),
        ("show", "geen"),
        ("list", "--from", "2019"),
        ("nieuw", "..."),
    ],
)
def test_what_cannot_be_is_said(capsys: Out, args: tuple[str, ...]) -> None:
    """In one line, with exit code 2, and nothing is written."""
    assert snapshot("een") == 0
    there = sorted(Path().rglob("*.jsonl"))
    capsys.readouterr()
    assert snapshot(*args) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(Path().rglob("*.jsonl")) == there


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_methods_have_every_number(corpus: Path, capsys: Out, lang: str) -> None:
    """One paragraph with the query, the filters, the counts and the digest."""
    find(corpus)
    assert snapshot("een", "huur", "--source", "ochtend", "--from", "2019", "--to", "2019") == 0
    capsys.readouterr()
    assert snapshot("show", "een", "--format", "csv") == 0
    digest = capsys.readouterr().out.strip().split(",")[-1]
    assert snapshot("methods", "een", "--lang", lang) == 0
    told = capsys.readouterr().out
    assert len(told.splitlines()) == 1
    days = ("1 januari 2019", "31 december 2019") if lang == "nl" else ("1 January 2019", "31 December 2019")
    for word in ("huur", "ochtend", *days, "De Ochtend (2)", digest):
        assert word in told


def test_backup_takes_them_along() -> None:
    """A copy of the corpus has its snapshots too, and gives the same."""
    assert snapshot("een", "huur") == 0
    assert main(["backup", "kopie/"]) == 0
    assert snapshot("check", "een", "--db", "kopie/klopt.db") == 0


def test_list_has_them_all(capsys: Out) -> None:
    """By name; none is said too."""
    assert snapshot("list") == 0
    assert "nog niets" in capsys.readouterr().out
    assert snapshot("b", "huur") == snapshot("a") == 0
    capsys.readouterr()
    assert snapshot("list", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["name"], row["articles"]) for row in rows] == [("a", 6), ("b", 4)]
    assert snapshot("remove", "a") == 0
    capsys.readouterr()
    assert snapshot("list") == 0
    assert "\nb" in capsys.readouterr().out


def test_one_that_is_damaged_hides_no_other(capsys: Out) -> None:
    """What stands behind the last line is noticed too; the list has the rest."""
    assert snapshot("een", "huur") == snapshot("twee", "trainer") == 0
    path = Path("klopt.db.snapshots/een.jsonl")
    path.write_text(path.read_text("utf-8") + "{}\n", encoding="utf-8")
    for args in (("check", "een"), ("show", "een"), ("diff", "een", "twee")):
        capsys.readouterr()
        assert snapshot(*args) == 2
        assert "een.jsonl is geen snapshot" in capsys.readouterr().err
    assert snapshot("list", "--format", "csv") == 0
    told = capsys.readouterr()
    assert [row["name"] for row in csv.DictReader(told.out.splitlines())] == ["twee"]
    assert "een.jsonl is geen snapshot" in told.err
