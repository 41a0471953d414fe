"""`klopt figure`: one measure through coverage, on corpora made by hand."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from corpus.article import Article, Span
from db import FindingRow, FindingSpanRow, Store, finding_key
from db.byhand import add_verdict
from db.copies import compare_copies
from extract.nouns import Claim, Days, Extraction, Period, Quantity
from extract.quantities import read_quantities
from klopt.cli import main

WIRE = (
    "De opvang in Breedhaven telde in 2017 {} gezinnen. De wethouder wil een tweede pand openen aan de haven, waar nu "
    "nog een loods staat die de gemeente al jaren geleden heeft gekocht en die sindsdien leegstaat."
)
TEXTS = (
    ("De Streekbode", "2018-03-01", WIRE.format(186)),
    ("Dagblad Kompas", "2018-03-02", WIRE.format(186)),
    (
        "Omroep Delta",
        "2018-03-05",
        "In 2017 sliepen er 168 gezinnen in de opvang. In 2016 waren het 140 gezinnen.",
    ),
    ("Nieuwsbericht", "2018-03-06", "Er sliepen tientallen gezinnen in de opvang, en 12 honden."),
)


def read(text: str) -> Extraction:
    """A claim for each figure and what stands behind it, in the year before it in the sentence."""
    claims = []
    for quantity in read_quantities(text):
        noun = text[quantity.span.end :].split()[0].strip(".,") if quantity.span.end < len(text) else ""
        if noun in ("gezinnen", "honden"):
            measure = {"gezinnen": "gezin", "honden": "hond"}[noun]
            claims.append(Claim(quantity.span, measure, noun, quantity, _when(text, quantity)))
    return Extraction(1, quantities=tuple(c.quantity for c in claims if c.quantity), claims=tuple(claims))


def _marked(text: str, words: str) -> Span:
    return Span("text", text.index(words), text.index(words) + len(words), words)


def _when(text: str, quantity: Quantity) -> Period | None:
    for number in (2016, 2017):
        at = text.find(str(number))
        if 0 <= at < quantity.span.start and "." not in text[at : quantity.span.start]:
            days = Days(date(number, 1, 1), date(number + 1, 1, 1))
            return Period(Span("text", at, at + 4, str(number)), days, "year")
    return None


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The corpus, in the folder that the command runs in; the key of its one conflict."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLOPT_LANG", "nl")
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        for nr, (source, published, text) in enumerate(TEXTS, 1):
            article = Article(id=f"{nr}.txt", source=source, published=published, text=text)
            put = store.put_article(article, run, identity=f"file:{nr}")
            assert put.id == nr
            store.put_extraction(nr, read(text), run)
        compare_copies(store)
        marks = [(nr, _marked(TEXTS[nr - 1][2], words)) for nr, words in ((1, "186"), (3, "168"))]
        found = finding_key(store.article_key(1), "figure-conflict", ["186", "168"], 0)
        row = FindingRow(
            key=found,
            rule="figure-conflict",
            level="warning",
            message_nl="186 en 168",
            message_en="186 and 168",
            spans=tuple(FindingSpanRow(*mark) for mark in marks),
        )
        store.put_findings([row], run)
    return found


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    assert main(["figure", *args, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_value_by_period_with_its_conflicts(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The oldest period first; both sides of a conflict bear its key; vague figures and other things are left out."""
    found = rows(capsys, "gezinnen")
    assert [(row["period"], row["value_low"], row["article"]) for row in found] == [
        ("2016", 140, 3),
        ("2017", 168, 3),
        ("2017", 186, 1),
        ("2017", 186, 2),
    ]
    assert [row["conflicts"] for row in found] == [[], [key], [key], []]


def test_a_change_is_told_from_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fifty more is no fifty; a period that was put right by hand is not called by the figure."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLOPT_LANG", "nl")
    text = "Er kwamen 50 gezinnen bij."
    (quantity,) = read_quantities(text)
    period = Period(quantity.span, Days(date(2017, 1, 1), date(2018, 1, 1)), "year")
    claim = Claim(quantity.span, "gezin", "gezinnen", quantity, period, role="change")
    with Store(tmp_path / "klopt.db") as store:
        run = store.start_run("add", klopt_version="0.1")
        row_id = store.put_article(Article(id="1.txt", text=text), run).id
        store.put_extraction(row_id, Extraction(1, quantities=(quantity,), claims=(claim,)), run)
    assert main(["figure", "gezinnen"]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert "gezinnen (verandering)" in line
    assert line.split()[0] == "2017"


def test_copies_share_their_witness(key: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    """A text in two papers is one witness."""
    assert [row["witness"] for row in rows(capsys, "gezinnen")] == [3, 3, 1, 1]


def test_what_was_judged_to_add_up_is_no_conflict(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The mark goes with the verdict."""
    with Store("klopt.db") as store:
        add_verdict(store.db.conn, key, "right", name="ik")
    assert not any(row["conflicts"] for row in rows(capsys, "gezinnen"))


def test_table_and_csv(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """People see the mark with its key and how many texts there are; CSV has the same rows."""
    assert main(["figure", "gezinnen"]) == 0
    table = capsys.readouterr().out
    assert table.count(f"≠ {key[:7]}") == 2
    assert "verschillende teksten: 2" in table
    assert main(["figure", "gezinnen", "--format", "csv"]) == 0
    lines = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [(line["medium"], line["value_low"]) for line in lines] == [
        ("Omroep Delta", "140"),
        ("Omroep Delta", "168"),
        ("De Streekbode", "186"),
        ("Dagblad Kompas", "186"),
    ]


@pytest.mark.parametrize(("args", "code", "said"), [(["zzz"], 0, "Niets"), ([" "], 2, "klopt figure")])
def test_nothing_to_show(
    key: str,  # noqa: ARG001
    args: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No such figure is no error; no measure is."""
    assert main(["figure", *args]) == code
    caught = capsys.readouterr()
    assert said in caught.out + caught.err


@pytest.mark.parametrize("name", ["uit.svg", "uit.PNG"])
def test_plot(key: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    """A picture of the kind that its name says, with the outlets; what is printed stays the same."""
    found = rows(capsys, "gezinnen")
    assert rows(capsys, "gezinnen", "--plot", name) == found
    drawn = Path(name).read_bytes()
    if name.endswith("svg"):
        picture = ElementTree.fromstring(drawn)  # noqa: S314 - we made it
        words = {element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")}
        assert {
            "De Streekbode",
            "Dagblad Kompas",
            "Omroep Delta",
            "verschilt",
            "gezinnen",
            "2016",
            "2017",
        } <= words
    else:
        assert drawn.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["gezinnen", "--plot", "uit.jpg"], ".svg"),
        (["gezinnen", "--plot", "weg/uit.svg"], "niet te schrijven"),
    ],
)
def test_no_plot(key: str, args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    """One line says why there is none."""
    assert main(["figure", *args]) == 2
    assert said in capsys.readouterr().err


def test_a_chart_of_nothing_is_none(key: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    """Nothing found is no error, with a chart asked for or not."""
    assert main(["figure", "fietsen", "--plot", "uit.svg"]) == main(["figure", "fietsen"]) == 0
    caught = capsys.readouterr()
    assert caught.out.count("Niets gevonden") == 2
    assert caught.err == ""
    assert not Path("uit.svg").exists()


def test_a_chart_is_refused_before_anything_is_printed(
    key: str,  # noqa: ARG001
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A name that ends otherwise, and a chart that is there without `--force`."""
    Path("oud.svg.csv").write_text("oud", encoding="utf-8")
    for name in ("uit.jpg", "oud.svg"):
        assert main(["figure", "gezinnen", "--plot", name]) == 2
        assert capsys.readouterr().out == ""
    assert Path("oud.svg.csv").read_text("utf-8") == "oud"
    assert main(["figure", "gezinnen", "--plot", "oud.svg", "--force", "--format", "csv"]) == 0
    printed = capsys.readouterr().out.splitlines()
    kept = Path("oud.svg.csv").read_text("utf-8").splitlines()
    assert kept[0] == printed[0]
    assert len(kept) > 1
    assert set(kept) <= set(printed)


def test_plot_without_its_packages(
    key: str,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They are an extra: without them klopt says how to get them."""
    monkeypatch.setitem(sys.modules, "altair", None)
    assert main(["figure", "gezinnen", "--plot", "uit.svg"]) == 2
    assert "pip install altair" in capsys.readouterr().err
