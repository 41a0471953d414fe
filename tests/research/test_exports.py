"""What is searched is what is written out; lists of references, texts in a zip, the codebook, and nothing of the text
where it may not be shared."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.article import Article
from db import Store
from extract.nouns import Extraction
from klopt.cli import main
from klopt.export.citations import bibtex, cite_key, csl_json
from klopt.terminal import printable

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


def seen(_row_id: int) -> str:
    return "2026-01-02"


def test_nothing_in_a_title_is_a_command() -> None:
    """TeX reads every sign as a sign: braces stay even, no command and no entry comes out of an article."""
    (entry,) = bibtex([(7, HOSTILE)], seen, "Zonder titel")
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
    (item,) = json.loads("".join(csl_json([(7, HOSTILE)], seen, "Zonder titel")))
    assert item["issued"] == {"date-parts": [[2020, 2, 29]]}
    assert item["author"][0] == {"literal": "Jan van den Berg"}
    bare = Article(id="y", text="")
    assert cite_key(bare, 1) == "kloptzj-1"
    (item,) = json.loads("".join(csl_json([(1, bare)], seen, "Zonder titel")))
    assert set(item) == {"id", "type", "title", "accessed", "language"}
    assert json.loads("".join(csl_json([], seen, "Zonder titel"))) == []


def test_without_a_title_the_first_words_are_one(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In lists and citations; where texts may not be shared the list says that there is none."""
    words = "De gemeente heeft gisteren laten weten dat de prijs van een abonnement volgend jaar omhooggaat"
    with Store(corpus) as store:
        run = store.start_run("add", klopt_version="0.1")
        row_id = store.put_article(Article(id="z", url="https://krant.example/z", text=words), run).id
        store.put_extraction(row_id, Extraction(row_id, lemmas=words.lower()), run)
    start = "De gemeente heeft gisteren laten weten dat de prijs van een…"
    assert main(["search", "abonnement"]) == 0
    assert capsys.readouterr().out.startswith(start)
    assert export("abonnement", "--format", "bibtex", "-o", "a.bib") == 0
    assert f"  title = {{{{{start}}}}},\n" in Path("a.bib").read_text("utf-8")
    assert export("abonnement", "--format", "csl", "-o", "a.json") == 0
    assert json.loads(Path("a.json").read_text("utf-8"))[0]["title"] == start
    assert export("abonnement", "--format", "bibtex", "--without-text", "-o", "b.bib") == 0
    assert "  title = {{Zonder titel}},\n" in Path("b.bib").read_text("utf-8")
    assert export("abonnement", "-o", "a.jsonl") == 0
    assert json.loads(Path("a.jsonl").read_text("utf-8"))["title"] is None


@pytest.mark.parametrize("form", ["jsonl", "zip", "bibtex", "csl"])
def test_no_file_is_overwritten_by_itself(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said; --force does it."""
    Path("er").write_text("van mij", encoding="utf-8")
    assert export("huur", "--format", form, "-o", "er") == 2
    assert "--force" in capsys.readouterr().err
    assert Path("er").read_text("utf-8") == "van mij"
    assert export("huur", "--format", form, "-o", "er", "--force") == 0
    assert Path("er").read_bytes() != b"van mij"


@pytest.mark.model
def test_conllu_is_what_the_format_asks(corpus: Path) -> None:
    """Read back by the library: a tree in every sentence, a text that its words make, offsets that hold, and the
    names.
    """
    conllu = pytest.importorskip("conllu")
    assert export("--format", "conllu", "-o", "uit.conllu", "--model", "nl_klopt_sm") == 0
    with Store(corpus, read_only=True) as store:
        texts = {store.article_key(row_id): article for row_id, article in store.articles()}
    with Path("uit.conllu").open(encoding="utf-8") as stream:
        sentences = list(conllu.parse_incr(stream))
    keys = [one.metadata["newdoc id"] for one in sentences if "newdoc id" in one.metadata]
    assert keys == [*texts]
    model = {one.metadata["generator"].split()[-2] for one in sentences if "generator" in one.metadata}
    assert model == {"nl_klopt_sm"}
    named = set()
    for sentence in sentences:
        assert [word["id"] for word in sentence] == [*range(1, len(sentence) + 1)]
        assert [word["head"] for word in sentence].count(0) == 1
        assert sentence.to_tree().token["deprel"] == "root"
        spaced = "".join(
            word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ")
            for word in sentence
        )
        assert spaced.strip() == sentence.metadata["text"]
        key, _, _ = sentence.metadata["sent_id"].rpartition("#")
        for word in sentence:
            place = slice(int(word["misc"]["start_char"]), int(word["misc"]["end_char"]))
            assert printable(texts[key].field(sentence.metadata["field"])[place]) == word["form"]
            if "ner" in word["misc"]:
                named.add((word["form"], word["misc"]["ner"]))
    assert {("Anna", "B-person"), ("Prins", "I-person"), ("Huurdersbond", "B-organisation")} <= named
    assert any(word["lemma"] == "stijgen" and word["upos"] == "VERB" for one in sentences for word in one)


def test_parquet_that_is_stopped_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library that writes it would panic, or take Ctrl-C for the end of the rows."""
    pytest.importorskip("arro3.io")

    def stopped(_: object) -> Iterator[list[tuple[object, ...]]]:
        raise KeyboardInterrupt
        yield []

    monkeypatch.setattr("klopt.export.tables._batches", stopped)
    assert export("--format", "parquet", "-o", "uit") == 2
    assert capsys.readouterr().err.startswith("klopt: Gestopt.")
    assert not Path("uit").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--format", "zip", "-o", "x.zip", "--without-text"], "--without-text"),
        (["--format", "conllu", "-o", "x.conllu", "--without-text"], "--without-text"),
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
