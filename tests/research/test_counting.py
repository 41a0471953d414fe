"""The commands that count and compare: what they count, that copies count once, and what they say of mistakes."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from klopt.cli import main

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
pytestmark = pytest.mark.usefixtures("corpus")


def out(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out(capsys, *args, "--format", "jsonl").splitlines()]


def test_search_folds_copies_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """A text in two papers is shown once, with how many more there are; a program gets all and can fold them."""
    table = out(capsys, "search", "wachttijd")
    assert table.count("Huur omhoog") == 1
    assert "kopieën elders: 1" in table
    assert "1 verschillende tekst." in table
    assert out(capsys, "search", "wachttijd", "--copies").count("Huur omhoog") == 2
    found = rows(capsys, "search", "wachttijd")
    assert [(row["article"], row["witness"]) for row in found] == [(1, 1), (2, 1)]


def test_folded_pages_make_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """`--limit` counts what is shown."""
    pages = [out(capsys, "search", "huur", "--limit", "1", "--offset", str(at)) for at in range(3)]
    assert sorted(re.findall(r"artikel (\d)", "".join(pages))) == ["1", "3", "6"]
    assert "3 verschillende teksten." in pages[0]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("outlet", [("De Ochtend", 2, 2), ("Het Avondblad", 2, 2)]),
        ("year", [(None, 1, 1), ("2019", 3, 2)]),
        ("month", [(None, 1, 1), ("2019-03", 2, 1), ("2019-04", 1, 1)]),
        ("person", [("Anna Prins", 3, 2), ("Karel Smit", 2, 1)]),
        ("organisation", [("Huurdersbond", 2, 1)]),
        ("measure", []),
        ("rule", []),
    ],
)
def test_facets(
    capsys: pytest.CaptureFixture[str], name: str, values: list[tuple[str | None, int, int]]
) -> None:
    """Articles and texts of each value; times in order, the rest by size."""
    found = rows(capsys, "search", "huur", "--facet", name)
    assert [(row["value"], row["articles"], row["texts"]) for row in found] == values


def test_kwic_sorts_by_what_stands_around(capsys: pytest.CaptureFixture[str]) -> None:
    """Left by the nearest word first; copies once in a table, all for a program."""
    lines = out(capsys, "kwic", "huur", "--sort", "left").splitlines()
    before = [re.findall(r"(\w*) >>", line)[:1] for line in lines if ">>" in line]
    nearest = [words[0].lower() for words in before if words]
    assert nearest == sorted(nearest)
    assert lines[-1] == f"{len(lines) - 1} plaatsen gevonden."
    after = [row["right"] for row in rows(capsys, "kwic", "huur", "--sort", "right")]
    words = [re.findall(r"\w+", str(right).lower()) for right in after]
    assert words == sorted(words)
    assert len(after) > len(lines) - 1


def test_kwic_width(capsys: pytest.CaptureFixture[str]) -> None:
    """No more than so many characters to each side."""
    for row in rows(capsys, "kwic", "trainer", "--width", "12"):
        assert len(str(row["left"])) <= 12
        assert len(str(row["right"])) <= 12


def test_count_by_year_and_outlet(capsys: pytest.CaptureFixture[str]) -> None:
    """Each cell with articles has a row, also with none that were found; undated ones are told."""
    found = rows(capsys, "count", "huur")
    cells = [(r["period"], r["outlet"], r["articles"], r["of"], r["per_thousand"]) for r in found]
    assert cells == [
        ("2019", "De Ochtend", 2, 2, 1000.0),
        ("2019", "Het Avondblad", 1, 1, 1000.0),
        ("2020", "De Ochtend", 0, 1, 0.0),
        ("2020", "Het Avondblad", 0, 1, 0.0),
    ]
    assert main(["count", "huur", "--together", "--by", "month", "--format", "csv"]) == 0
    printed, said = capsys.readouterr()
    assert printed.splitlines()[1] == "2019-03,,2,1,2,1000.0"
    assert "1 artikel gevonden zonder datum; dat staat hier niet bij" in said


def test_outlets_without_any_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The table names them, a program gets each cell."""
    table = out(capsys, "count", "beker").splitlines()
    silent = {row["outlet"] for row in rows(capsys, "count", "beker")} - {"Het Avondblad"}
    assert silent == {"De Ochtend"}
    assert table[-1] == "Wel artikelen, maar niets gevonden: De Ochtend."
    assert not any("De Ochtend" in line for line in table[:-1])
    assert "1.000" in out(capsys, "count", "huur")


def test_count_of_a_source_is_out_of_that_source(capsys: pytest.CaptureFixture[str]) -> None:
    """The total is under the same filters."""
    found = rows(capsys, "count", "trainer OF huur", "--source", "avondblad")
    assert [(row["outlet"], row["of"]) for row in found] == [("Het Avondblad", 1), ("Het Avondblad", 1)]


def test_chart_of_counts_with_its_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """The numbers in the file beside it are those that are printed."""
    printed = out(capsys, "count", "huur", "--plot", "huur.svg", "--format", "csv")
    drawn = ElementTree.fromstring(Path("huur.svg").read_bytes())  # noqa: S314 - we made it
    words = {element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"De Ochtend", "Het Avondblad", "2019", "2020", "Per 1.000 artikelen"} <= words
    assert Path("huur.svg.csv").read_text("utf-8") == printed
    assert main(["count", "huur", "--plot", "huur.svg"]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["count", "huur", "--plot", "huur.svg", "--force"]) == 0


def test_nothing_is_no_table_of_zeros(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, and no chart."""
    printed = out(capsys, "count", "zzz", "--plot", "niets.svg")
    assert len(printed.splitlines()) == 1
    assert printed.startswith("Niets gevonden.")
    assert not Path("niets.svg").exists()


@pytest.mark.parametrize("command", ["keywords", "collocations"])
def test_thresholds_that_hide_everything_are_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The words are there: it is the bar that is too high. A chart of none is no error."""
    printed = out(capsys, command, "huur", "--min-g2", "9999", "--plot", "w.svg")
    assert "Geen woord haalt de drempel; probeer --min-g2 3.84 of --min-count 2." in printed
    assert "Niets gevonden" not in printed
    assert not Path("w.svg").exists()
    assert main(["collocations", "zzz", "--format", "csv"]) == 0
    assert "Niets gevonden" in capsys.readouterr().err


def test_collocations(capsys: pytest.CaptureFixture[str]) -> None:
    """ "hoge" stands by "huur" and nowhere else; the copy of a text adds nothing."""
    found = rows(capsys, "collocations", "huur", "--min-g2", "0", "--min-count", "1", "--reach", "1")
    by_word = {row["word"]: row for row in found}
    assert by_word["hoge"]["here"] == 4
    assert by_word["hoge"]["there"] == 0
    assert "trainer" not in by_word
    assert "huur" not in by_word


def test_keywords_against_the_rest_and_against_a_selection(capsys: pytest.CaptureFixture[str]) -> None:
    """What marks one side has a log ratio above nothing, what marks the other below."""
    found = rows(capsys, "keywords", "huur", "--min-g2", "0", "--min-count", "1")
    ratio = {row["word"]: row["log_ratio"] for row in found}
    assert ratio["huur"] > 0 > ratio["trainer"]  # type: ignore[operator]
    once = rows(
        capsys, "keywords", "titel:hoge", "--against", "titel:lage", "--min-g2", "0", "--min-count", "1"
    )
    assert {row["word"]: (row["here"], row["there"]) for row in once}["huur"] == (3, 2)
    assert "trainer" not in {row["word"] for row in once}
    assert main(["keywords", "huur", "--min-g2", "0", "--min-count", "1", "--limit", "1000"]) == 0
    absent = sum(not (row["here"] and row["there"]) for row in found)
    assert f"{absent} woorden staan maar aan één kant" in capsys.readouterr().out


def test_a_facet_without_values_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was checked, so no rule found anything; the outlets stand there."""
    assert main(["search", "huur", "--facet", "rule", "--facet", "outlet"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Regel: niets\n")
    assert "De Ochtend" in said


def test_network(capsys: pytest.CaptureFixture[str]) -> None:
    """Pairs of one sentence, each text once; of an article also those that stand apart."""
    found = rows(capsys, "network", "--kind", "persoon")
    assert [(r["name"], r["other"], r["together"], r["seen"], r["units"]) for r in found] == [
        ("Anna Prins", "Karel Smit", 1, 2, 2)
    ]
    assert len(rows(capsys, "network")) == 3
    assert rows(capsys, "network", "trainer", "--within", "article") == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["kwic"], "WOORDEN"),
        (["kwic", "huur", "--sort", "x"], "left"),
        (["kwic", "huur", "--width", "0"], "--width"),
        (["count", "NIET huur"], "geen woord"),
        (["count", "huur", "--plot", "huur.jpg"], ".svg"),
        (["count", "huur", "--plot", "weg/huur.svg"], "niet te schrijven"),
        (["count", "huur", "--from", "2020", "--to", "2019"], "--to"),
        (["collocations", "huur", "--min-g2", "veel"], "veel"),
        (["collocations", "huur", "--reach", "x"], "--reach"),
        (["keywords", "huur", "--against", '"'], "geen woord"),
        (["network", "--kind", "dier"], "persoon"),
        (["network", "--db", "nergens.db"], "nergens.db"),
        (["search", "huur", "--facet", "kleur"], "outlet"),
    ],
)
def test_mistake_is_one_line_and_a_two(
    capsys: pytest.CaptureFixture[str], args: list[str], words: str
) -> None:
    """It says what to do."""
    assert main(args) == 2
    said = capsys.readouterr().err.splitlines()
    assert words in said[-1]


@pytest.mark.parametrize("command", ["kwic", "count", "collocations", "network", "search"])
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_nothing_found_is_said_and_is_no_failure(
    capsys: pytest.CaptureFixture[str], command: str, form: str
) -> None:
    """The line goes to a reader's table, else to stderr."""
    assert main([command, "zzz", "--format", form]) == 0
    found, said = capsys.readouterr()
    assert "Niets gevonden" in (found if form == "table" else said)


@pytest.mark.parametrize(
    "args", [["kwic", "huur"], ["collocations", "huur", "--min-g2", "0", "--min-count", "1"]]
)
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_nothing_from_an_article_reaches_the_terminal(
    capsys: pytest.CaptureFixture[str], args: list[str], form: str
) -> None:
    """No control character, and in CSV no formula."""
    found = out(capsys, *args, "--format", form)
    assert not UNSAFE.search(found)
    if form == "csv":
        for row in csv.DictReader(StringIO(found)):
            assert not any(re.match(r"[=+@]", cell) for cell in row.values())
