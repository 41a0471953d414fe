"""Tables of articles: csv and tsv, and JSON lines with other keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.article import Article, Failure
from corpus.files import read_paths
from corpus.imports.days import written_day


def read(path: Path, **columns: str) -> list[Article | Failure]:
    """What the corpus gets of a table."""
    return list(read_paths([str(path)], exact=False, columns=columns))


def articles(path: Path, **columns: str) -> list[Article]:
    """The same, all of them articles."""
    return [item for item in read(path, **columns) if isinstance(item, Article)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_however_it_is_written(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Whatever parts the cells, in whatever encoding a spreadsheet writes."""
    rows = [
        ["Titel", "Datum", "Krant", "Tekst", "Blz."],
        [
            "Eén loket",
            "12-3-2018",
            "De Polderpost",
            '"34; of 35, of 36.\n\nDe vraag is: ""hoe\tveel""?"',
            "4",
        ],
    ]
    path = tmp_path / "t.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    (article,) = articles(path)
    assert (article.title, article.published, article.source) == ("Eén loket", "2018-03-12", "De Polderpost")
    assert article.text == '34; of 35, of 36.\n\nDe vraag is: "hoe\tveel"?'


def test_said_columns_and_authors(tmp_path: Path) -> None:
    """What the user says goes before what the name says."""
    path = tmp_path / "t.tsv"
    path.write_text(
        "Body\tInhoud\tAuteur\tLink\nx\tHet zijn er 34.\tA. de Wit en J. Bos; K. Vis\thttps://x.nl/1\n"
    )
    (article,) = articles(path, text="Inhoud")
    assert article.text == "Het zijn er 34."
    assert article.authors == ("A. de Wit", "J. Bos", "K. Vis")
    assert article.url == "https://x.nl/1"


def test_bad_rows_cost_themselves(tmp_path: Path) -> None:
    """A wrong date, an empty text, a cell too many: named by line, and the rest is read."""
    path = tmp_path / "t.csv"
    path.write_text("tekst,datum\ngoed,2018-03-12\nfout,gisteren\n,2018-03-12\na,2018-03-12,b\n\nook goed,\n")
    items = read(path)
    assert [item.text for item in items if isinstance(item, Article)] == ["goed", "ook goed"]
    failed = [item for item in items if isinstance(item, Failure)]
    assert [item.url for item in failed] == [f"{path}:{line}" for line in (3, 4, 5)]
    assert "gisteren" in failed[0].reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "geen tekst"),
        (b"kop\n34\n", "--column"),
        (b"\x00\x01\x02", "binair"),
        (b'"tekst\n', "tabel"),
    ],
)
def test_no_table(tmp_path: Path, data: bytes, words: str) -> None:
    """One line that says what to do."""
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert words in item.reason


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    """Said with the names of those that are."""
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    (item,) = read(path, text="c")
    assert isinstance(item, Failure)
    assert "a, b" in item.reason


def test_json_with_other_keys(tmp_path: Path) -> None:
    """JSON lines of another program, with its dates."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"lichaam": "Het zijn er 34.", "datum": "12 maart 2018", "n": 3}) + "\n")
    (article,) = articles(path, text="lichaam")
    assert (article.text, article.published) == ("Het zijn er 34.", "2018-03-12")


@pytest.mark.parametrize(
    "words", ["maart 2018", "12-3-18", "gisteren", "34", "x" * 400 + "2018", "30 februari 2018"]
)
def test_no_date(words: str) -> None:
    """What is no whole date of the calendar is none."""
    assert written_day(words) is None


def test_issue_numbers_are_no_names(tmp_path: Path) -> None:
    """Two articles of one issue are two articles."""
    path = tmp_path / "t.csv"
    path.write_text("titel;tekst;nummer\nEen;Het zijn er 34.;7\nTwee;Het zijn er 68.;7\n")
    assert len({article.id for article in articles(path)}) == 2


def test_a_line_may_leave_a_column_out(tmp_path: Path) -> None:
    """JSON leaves out what it has not; half a character is refused where it stands."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"lichaam": "Het zijn er 34."}\n{"lichaam": "\\ud800 x"}\n{"lichaam": "Goed.", "dag": "12-3-2018"}\n'
    )
    items = read(path, text="lichaam", published="dag")
    assert [item.text for item in items if isinstance(item, Article)] == ["Het zijn er 34.", "Goed."]
    assert [item.url for item in items if isinstance(item, Failure)] == [f"{path}:2"]
