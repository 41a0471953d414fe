"""What is searched is what is written out; lists of references, texts in a zip, the codebook, and nothing of the text
where it may not be shared."""

import csv
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.article import Article
from klopt.cli import main
from klopt.export.citations import bibtex, cite_key, csl_json

pytestmark = pytest.mark.usefixtures("corpus")
SENTENCES = ("maken zich zorgen", "drukt op de stad", "is zeldzaam")


def export(*args: str) -> int:
    return main(["export", *args])


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ([], [1, 2, 3, 4, 5, 6]),
        (["huur"], [1, 2, 3, 6]),
        (["huur", "--from", "2019", "--source", "ochtend"], [1, 3]),
        (["titel:huur", "NIET", "hoge"], [6]),
        (["bron:avondblad"], [2, 5, 6]),
    ],
)
def test_selection_is_that_of_search(args: list[str], ids: list[int]) -> None:
    """The same words and filters choose the same articles, whatever the form."""
    assert export(*args, "-o", "uit.jsonl") == 0
    read = [json.loads(line)["article"] for line in Path("uit.jsonl").read_text("utf-8").splitlines()]
    assert read == ids
    assert export(*args, "--format", "csl", "-o", "uit.json") == 0
    assert [item["id"].split("-")[-1] for item in json.loads(Path("uit.json").read_text("utf-8"))] == [
        str(nr) for nr in ids
    ]
    assert export(*args, "--format", "csv", "-o", "tabellen") == 0
    with Path("tabellen/articles.csv").open(encoding="utf-8", newline="") as stream:
        assert [int(row["id"]) for row in csv.DictReader(stream)] == ids


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "bibtex", "csl"])
def test_without_text_there_is_no_sentence(form: str) -> None:
    """Facts, titles and addresses are there, no sentence of an article is; with text it is."""
    if form == "parquet":
        pytest.importorskip("arro3.io")
    for options, there in (((), form not in ("bibtex", "csl")), (("--without-text",), False)):
        name = f"uit{len(options)}"
        assert export("--format", form, "-o", name, *options) == 0
        paths = [Path(name), *Path(name).glob("*")]
        if form == "parquet":
            import arro3.io

            written = "".join(
                str(column.to_pylist())
                for path in paths
                if path.suffix == ".parquet"
                for column in arro3.io.read_parquet(str(path)).read_all().columns
            )
        else:
            written = "".join(path.read_text("utf-8") for path in paths if path.is_file())
        assert all((sentence in written) == there for sentence in SENTENCES)
        assert "https://krant.example/3" in written
        assert "Huur omhoog" in written
        if form in ("jsonl", "csv", "parquet"):
            assert "Anna Prins" in written


def test_zip_has_every_text_and_is_the_same_again() -> None:
    """One file each and a list of them; the same texts are the same bytes."""
    assert (
        export("huur", "--format", "zip", "-o", "a.zip")
        == export("huur", "--format", "zip", "-o", "b.zip")
        == 0
    )
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()
    with ZipFile("a.zip") as packed:
        assert packed.testzip() is None
        index = list(csv.DictReader(packed.read("index.csv").decode().splitlines()))
        assert [row["file"] for row in index] == [name for name in packed.namelist() if name != "index.csv"]
        assert packed.read(index[2]["file"]).decode().startswith("Hoge huur\n\nDe hoge huur drukt")


def test_codebook_has_every_column_of_every_file() -> None:
    """From the files themselves: no column without a description, no description without a column."""
    assert export("--format", "csv", "-o", "tabellen") == 0
    there = set()
    for path in Path("tabellen").glob("*.csv"):
        if path.stem != "codebook":
            with path.open(encoding="utf-8", newline="") as stream:
                there |= {(path.stem, name) for name in next(csv.reader(stream))} | {(path.stem, "")}
    with Path("tabellen/codebook.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["table"], row["column"]) for row in rows} == there
    assert len(rows) == len(there)
    assert all(row["about"].strip() for row in rows)


HOSTILE = Article(
    id="x",
    url="https://krant.example/a?b={1}&c=\\d",
    title="100% \\input{/etc/passwd} & $x_1^2$ ~ #1 \x1b[31m} @article{weg,",
    source="L'Écho & Co",
    published="2020-02-29",
    authors=("Jan van den Berg", "Smit, Anna", "Bakker and Zoon"),
    text="",
)


def test_nothing_in_a_title_is_a_command() -> None:
    """TeX reads every sign as a sign: braces stay even, no command and no entry comes out of an article."""
    (entry,) = bibtex([(7, HOSTILE)], {7: "2026-01-02"})
    bare = re.sub(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}%&$#_]", "", entry)
    assert "\\" not in bare
    depth = [0]
    for char in bare:
        depth.append(depth[-1] + {"{": 1, "}": -1}.get(char, 0))
    assert depth[-1] == 0
    assert min(depth) == 0
    assert entry.startswith("@article{lechoco2020-7,\n")
    assert "  author = {Jan van den Berg and {Smit, Anna} and {Bakker and Zoon}},\n" in entry
    assert "  urldate = {2026-01-02},\n" in entry


def test_csl_item() -> None:
    """The fields that Zotero and citeproc read; what is not known is left out."""
    (item,) = json.loads("".join(csl_json([(7, HOSTILE)], {7: "2026-01-02"})))
    assert item["issued"] == {"date-parts": [[2020, 2, 29]]}
    assert item["author"][0] == {"literal": "Jan van den Berg"}
    bare = Article(id="y", text="")
    assert cite_key(bare, 1) == "kloptzj-1"
    (item,) = json.loads("".join(csl_json([(1, bare)], {1: "2026-01-02"})))
    assert set(item) == {"id", "type", "accessed", "language"}
    assert json.loads("".join(csl_json([], {}))) == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--format", "zip", "-o", "x.zip", "--without-text"], "--without-text"),
        (["--format", "bibtex", "-o", "-"], "-o PAD"),
        (["NIET huur", "-o", "x"], "geen woord"),
        (["--format", "bibtex", "-o", "nergens/x.bib"], "nergens"),
    ],
)
def test_mistake_is_one_line_and_a_two(
    args: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to do and leaves nothing."""
    before = sorted(Path().iterdir())
    assert export(*args) == 2
    assert words in capsys.readouterr().err
    assert sorted(Path().iterdir()) == before


def test_nothing_chosen_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, and is no failure."""
    assert export("zzz", "--format", "bibtex", "-o", "x.bib") == 0
    assert "niets weggeschreven" in capsys.readouterr().err
    assert not Path("x.bib").exists()
