"""The commands that list: what they find, how they page, and that nothing in an article does harm."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from db import Store
from klopt.cli import main
from klopt.terminal import printable

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
pytestmark = pytest.mark.usefixtures("built")


def out(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out(capsys, *args, "--format", "jsonl").splitlines()]


@pytest.mark.parametrize(
    ("args", "figures"),
    [
        ([], ["-5 procent", "Tientallen", "34", "68"]),
        (["--measure", "meldingen"], ["34", "68"]),
        (["--measure", "Huurders"], ["Tientallen"]),
        (["--measure", "gasten"], []),
        (["--period", "2016"], ["34"]),
        (["--period", "2016:2018"], ["34", "68"]),
        (["--period", "2017-05:"], ["68"]),
        (["--source", "comensha"], ["34", "68"]),
        (["--source", "hut"], ["-5 procent"]),
        (["--kind", "percent"], ["-5 procent"]),
        (["--kind", "Procent"], ["-5 procent"]),
        (["--role", "eind"], ["68"]),
        (["--modality", "gesteld"], ["-5 procent", "Tientallen", "34", "68"]),
        (["--modality", "denied"], []),
        (["--population", "mannen"], []),
        (["--place", "utrecht"], []),
        (["--role", "to"], ["68"]),
        (["--min", "50"], ["Tientallen", "68"]),
        (["--min", "-5,0", "--max", "-4.5"], ["-5 procent"]),
        (["--max", "30"], ["-5 procent", "Tientallen"]),
        (["--article", "1"], ["34", "68"]),
        (["--article", "https://krant.example/b"], ["-5 procent", "Tientallen"]),
        (["--medium", "koerier"], []),
        (["--medium", "Noorderkoerier", "--role", "from"], ["34"]),
        (["--from", "2019"], ["-5 procent", "Tientallen"]),
        (["--from", "2018-09-24", "--to", "2018-09"], ["34", "68"]),
        (["--to", "2018-09-23"], []),
        (["--limit", "1", "--offset", "2"], ["34"]),
    ],
)
def test_claims_that_are_asked_for(
    capsys: pytest.CaptureFixture[str], args: list[str], figures: list[str]
) -> None:
    """Each option narrows; the newest article comes first."""
    found = rows(capsys, "claims", *args)
    assert [row["quantity"]["text"] for row in found] == figures  # type: ignore[index]


@pytest.mark.parametrize(
    ("order", "column"), [("source", "said_by"), ("medium", "medium"), ("period", "period_from")]
)
def test_claims_in_an_order(capsys: pytest.CaptureFixture[str], order: str, column: str) -> None:
    """What is known first, in its order; a page of it is a part of the whole."""
    found = list(csv.DictReader(StringIO(out(capsys, "claims", "--sort", order, "--format", "csv"))))
    cells = [row[column] for row in found]
    known = [cell for cell in cells if cell]
    assert cells[: len(known)] == sorted(known, key=str.lower)
    assert len({*known}) > 1
    part = out(capsys, "claims", "--sort", order, "--format", "csv", "--limit", "2", "--offset", "1")
    assert list(csv.DictReader(StringIO(part))) == found[1:3]


def test_who_asks_for_a_newspaper_is_told_how(capsys: pytest.CaptureFixture[str]) -> None:
    """`--source` is who says it; nothing found for the name of an outlet is a slip."""
    with Store(Path("klopt.db"), read_only=True) as store:
        (outlet,) = store.db.conn.execute("SELECT source FROM articles WHERE source <> '' LIMIT 1").fetchone()
    for name, told in ((outlet, True), ("zzz", False)):
        assert main(["claims", "--source", name]) == 0
        assert ("de krant is --medium" in capsys.readouterr().err) == told


def test_claim_row_is_that_of_extract_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    """Value, unit, measure, period, who says so, sentence, article and date are all there."""
    (row,) = rows(capsys, "claims", "--role", "to")
    assert row["article"] == 1
    assert row["published"] == "2018-09-24T10:00:00+02:00"
    assert row["period"] == {"from": "2017-01-01", "to": "2017-12-31", "text": "2017"}
    assert row["source"]["name"] == "CoMensha"  # type: ignore[index]
    assert str(row["text"]).startswith("Het aantal meldingen")


def test_claims_table_quotes_the_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """The figure is marked in its sentence; who wrote it and when stands below."""
    table = out(capsys, "claims", "--role", "to")
    assert "naar >>68<< in 2017" in table
    assert "De Noorderkoerier, 24 september 2018 (artikel 1)" in table
    assert "Gevonden cijfers: 1." in table


def test_paging_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Each page says which part it is; all pages together are the whole."""
    first, second = (out(capsys, "claims", "--limit", "3", "--offset", str(offset)) for offset in (0, 3))
    assert "1 tot en met 3" in first
    assert "--offset 3" in first
    assert "4 tot en met 4" in second
    assert "--offset" not in second
    assert "Voorbij --offset 9" in out(capsys, "claims", "--offset", "9")


def test_entities_are_counted_and_merged(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that was declared the same counts with the other, and is found under both."""
    found = rows(capsys, "entities")
    assert [(row["name"], row["mentions"], row["articles"]) for row in found] == [
        ("Ina Hut", 2, 2),
        ("CoMensha", 1, 1),
    ]
    assert [row["name"] for row in rows(capsys, "entities", "--kind", "organisation")] == ["CoMensha"]
    places = rows(capsys, "entities", "--name", "hut")
    assert [(row["article"], row["text"]) for row in places] == [(2, "Hut"), (1, "Ina Hut")]
    assert [row["text"] for row in rows(capsys, "entities", "--name", "hu")] == []


def test_name_is_shown_in_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """With a name: the counts, then each place."""
    table = out(capsys, "entities", "--name", "ina")
    assert "persoon" in table
    assert "zegt >>Ina Hut<<." in table
    assert "2 plaatsen gevonden." in table


def test_search_shows_words_in_context(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for a place, the word marked, and the count below."""
    table = out(capsys, "search", "stijgen", "meldingen")
    assert "Het aantal >>meldingen<< steeg volgens" in table
    assert "meldingen >>steeg<< volgens CoMensha" in table
    assert "1 artikel gevonden." in table


@pytest.mark.parametrize("args", [["search", "uit"], ["versions", "3"]])
def test_an_article_without_an_address_is_called_by_its_file(
    capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    """Beside its number; one with an address has that."""
    said = out(capsys, *args)
    assert "artikel 3, map/c.txt" in said
    assert "https://" not in said
    assert "(artikel 1)" in out(capsys, "search", "meldingen")


def test_search_takes_what_the_shell_unquoted_for_a_phrase(capsys: pytest.CaptureFixture[str]) -> None:
    """An argument with a blank among others was between quotation marks."""
    assert [row["article"] for row in rows(capsys, "search", "aantal meldingen", "2017")] == [1]
    assert rows(capsys, "search", "meldingen aantal", "2017") == []


def test_unread_articles_are_mentioned(capsys: pytest.CaptureFixture[str]) -> None:
    """What has not been read is said on stderr, and is searched as it stands."""
    assert main(["search", "bleef"]) == 0
    found, said = capsys.readouterr()
    assert "Zonder datum" in found
    assert "klopt extract" in said


@pytest.mark.parametrize(
    "args", [["search", "zzz"], ["claims", "--measure", "zzz"], ["entities", "--name", "zzz"]]
)
@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "excel"])
def test_nothing_found_is_said_and_is_no_failure(
    capsys: pytest.CaptureFixture[str], args: list[str], form: str
) -> None:
    """The line goes to a reader's table, else to stderr; programs get no row."""
    assert main([*args, "--format", form]) == 0
    found, said = capsys.readouterr()
    assert "Niets gevonden" in (found if form == "table" else said)
    assert len(found.splitlines()) == {"table": 1, "jsonl": 0, "csv": 1, "excel": 1}[form]


@pytest.mark.parametrize(
    "args",
    [["search", "melding"], ["claims"], ["entities"], ["entities", "--name", "hut"], ["versions", "2"]],
)
@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "excel"])
def test_nothing_from_an_article_reaches_the_terminal(
    capsys: pytest.CaptureFixture[str], args: list[str], form: str
) -> None:
    """No escape sequence, no control, no character that turns a line around."""
    found = out(capsys, *args, "--format", form)
    assert found
    assert not UNSAFE.search(found)


@pytest.mark.parametrize(
    "args",
    [["search", "melding"], ["claims"], ["entities"], ["entities", "--name", "hut"], ["versions", "1"]],
)
def test_csv_has_a_header_and_no_formula(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    """Every row has the columns of the header; nothing in it runs."""
    read = list(csv.DictReader(StringIO(out(capsys, *args, "--format", "csv"))))
    assert read
    for row in read:
        assert None not in row
        assert None not in row.values()
        assert not any(re.match(r"[=+@]|-(?!\d)", cell) for cell in row.values())


def test_csv_quotes_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence that a spreadsheet would run has an apostrophe in front in CSV and none in JSON."""
    read = csv.DictReader(StringIO(out(capsys, "claims", "--kind", "percent", "--format", "csv")))
    (row,) = read
    assert row["sentence"].startswith("'=1+1")
    assert row["value_low"] == "-5"
    (line,) = rows(capsys, "claims", "--kind", "percent")
    assert str(line["text"]).startswith("=1+1")


@pytest.mark.parametrize(
    "args",
    [
        ["search", "melding"],
        ["claims"],
        ["entities"],
        ["versions", "1"],
        ["count", "melding"],
        ["figure", "meldingen"],
    ],
)
def test_a_spreadsheet_in_dutch_opens_the_same_rows(
    capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    """Its file begins with the mark of UTF-8; cells are parted by semicolons, and numbers have a decimal comma."""
    plain = list(csv.reader(StringIO(out(capsys, *args, "--format", "csv"))))
    found = out(capsys, *args, "--format", "excel")
    assert found.startswith("\ufeff")
    opened = list(csv.reader(StringIO(found[1:]), delimiter=";"))
    assert len(opened) == len(plain) > 1
    pairs = [pair for rows_ in zip(plain, opened, strict=True) for pair in zip(*rows_, strict=True)]
    differ = [(one, other) for one, other in pairs if one != other]
    assert all(other == f"{float(one)}".replace(".", ",") for one, other in differ)
    assert bool(differ) == (args[0] in ("claims", "count"))


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["search"], "WOORDEN"),
        (["search", "-x"], "-x"),
        (["search", '"'], "geen woord"),
        (["claims", "--min", "1.500"], "tweeslachtig"),
        (["claims", "--min", "veel"], "veel"),
        (["claims", "--max", "inf"], "inf"),
        (["claims", "--period", "gisteren"], "gisteren"),
        (["claims", "--period", "2017:2015"], "ligt het eind voor het begin"),
        (["claims", "--from", "2019", "--to", "2018"], "--to"),
        (["sources", "test", "nosss"], "Bedoelt u nos"),
        (["claims", "--limit", "0"], "--limit"),
        (["claims", "--offset", "-1"], "--offset"),
        (["claims", "--kind", "soort"], "procent"),
        (["claims", "--article", "99"], "99"),
        (["claims", "--article", "nergens.txt"], "nergens.txt"),
        (["versions", "99"], "99"),
        (["search", "x", "--db", "nergens.db"], "nergens.db"),
    ],
)
def test_mistake_is_one_line_and_a_two(
    capsys: pytest.CaptureFixture[str], args: list[str], words: str
) -> None:
    """It says what to do, in one line."""
    assert main(args) == 2
    found, said = capsys.readouterr()
    assert found == ""
    assert words in said
    assert said.count("\n") == 1
    assert printable(said) == said


def test_english(capsys: pytest.CaptureFixture[str]) -> None:
    """Klopt's own words are English when asked for."""
    table = out(capsys, "claims", "--role", "to", "--lang", "en")
    assert "Who says so" in table
    assert "Figures found: 1." in table
