"""A sample is the same for everybody with the same seed; what coders fill in comes back as precision, recall and
alpha.
"""

import csv
import json
import math
import re
from collections import Counter
from pathlib import Path
from random import Random
from shutil import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from db import Store
from db.byhand import standing_verdicts
from db.copies import compare_copies
from db.rows import FindingRow, FindingSpanRow
from db.units import Unit
from extract.nouns import Extraction
from klopt.cli import main
from klopt.export.sheet import read_sheet, write_sheet
from klopt.research.coding import Coded, alpha, estimate, labels, precision, recall, wilson
from klopt.research.drawing import draw, fair_shares, level_shares

Out = pytest.CaptureFixture[str]
RULES = ("same-period", "part-whole", "hedge")


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Path) -> Path:
    """Sixty articles of three papers with a finding each; the last ten are copies of one text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    return Path(copy(made, tmp_path / "klopt.db"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, made once."""
    path = tmp_path_factory.mktemp("made") / "klopt.db"
    with Store(path) as store:
        run = store.start_run("add", klopt_version="0.1")
        for nr in range(60):
            text = f"Er waren =5 en {min(nr, 50) * 7919} meldingen. <b>Zin</b> over de zaak {min(nr, 50)}."
            article = Article(
                id=f"x:{nr}",
                url=f"https://krant.example/{nr}",
                title="T",
                text=text,
                source=f"Krant {nr % 3}",
            )
            row_id = store.put_article(article, run).id
            store.put_extraction(row_id, Extraction(row_id, lemmas=text), run)
            spot = FindingSpanRow(row_id, article.span("text", 9, 11))
            row = FindingRow(
                key=f"{nr:064x}",
                rule=RULES[nr % 2] if nr else "hedge",
                level="error",
                message_nl="=1+1 dat",
                message_en="that",
                spans=(spot,),
            )
            store.put_findings([row], run, [row_id])
        compare_copies(store)
    return path


def sample(*args: str) -> int:
    return main(["sample", *args])


def filled(source: str, target: str, column: str, codes: list[str], sign: str = ",") -> None:
    """The file as a coder leaves it, the codes in its order."""
    rows = read_sheet(Path(source))
    with Path(target).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0]], delimiter=sign)
        writer.writeheader()
        for row, code in zip(rows, codes, strict=True):
            writer.writerow({**row, column: code})


def test_the_same_seed_draws_the_same(found: Path) -> None:
    """Whatever the order of the rows in the database; another seed draws others; a text with copies is drawn once."""
    assert sample("--n", "20", "--seed", "7", "-o", "a.csv") == 0
    assert sample("--n", "20", "--seed", "7", "-o", "b.csv") == 0
    assert sample("--n", "20", "--seed", "8", "-o", "c.csv") == 0
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes() != Path("c.csv").read_bytes()
    assert sample("--n", "1000", "-o", "alle.csv") == 0
    assert len(read_sheet(Path("alle.csv"))) == 51
    assert found.exists()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from("abc")), unique=True),
    st.integers(0, 40),
    st.booleans(),
)
def test_drawing_knows_no_order(told: list[tuple[int, str]], n: int, equal: bool) -> None:
    """The units in any order give the same sample, of the size asked for, and the weights add up to all."""
    units = [Unit(f"{nr}{letter}", nr, nr, {"letter": letter}) for nr, letter in told]
    drawn = draw(units, n, 3, ["letter"], equal=equal)
    Random(1).shuffle(units)  # noqa: S311
    assert draw(units, n, 3, ["letter"], equal=equal) == drawn
    assert len({one.unit.key for one in drawn}) == len(drawn) == min(n, len(units))
    of_drawn = Counter({one.stratum: one.of for one in drawn})
    assert math.isclose(sum(one.weight for one in drawn), of_drawn.total(), abs_tol=1e-6)


@settings(deadline=None)
@given(
    st.dictionaries(st.tuples(st.text("ab", max_size=4)), st.integers(1, 500), min_size=1),
    st.integers(0, 600),
)
def test_shares_fit(sizes: dict[tuple[str, ...], int], n: int) -> None:
    """Never more than there are, never none while all can have one."""
    for shares in (fair_shares(sizes, n), level_shares(sizes, n)):
        assert sum(shares.values()) == min(n, sum(sizes.values()))
        assert all(0 <= shares[one] <= sizes[one] for one in sizes)
        assert n < len(sizes) or min(shares.values()) >= 1


@pytest.mark.usefixtures("found")
def test_strata_have_their_share() -> None:
    """In proportion, or as many of each; a rare rule is in it."""
    assert sample("--n", "10", "--stratify", "rule", "-o", "a.csv") == 0
    assert Counter(row["rule"] for row in read_sheet(Path("a.csv")))["hedge"] == 1
    assert sample("--n", "10", "--stratify", "outlet, rule", "--equal", "-o", "b.csv") == 0
    rows = read_sheet(Path("b.csv"))
    assert set(Counter(row["stratum"] for row in rows).values()) <= {1, 2}
    assert math.isclose(sum(float(row["weight"]) for row in rows), 51, abs_tol=0.001)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.usefixtures("found")
def test_a_file_comes_back_as_it_went(name: str) -> None:
    """What stands in an article is no formula, the figure is marked, and the codes are empty."""
    if name.endswith("xlsx"):
        openpyxl = pytest.importorskip("openpyxl")
    assert sample("--n", "5", "-o", name) == 0
    rows = read_sheet(Path(name))
    assert len(rows) == 5
    assert {row["message"].lstrip("'") for row in rows} == {"=1+1 dat"}
    assert all(">>=5<<" in row["sentences"] and row["code"] == "" for row in rows)
    if name.endswith("xlsx"):
        cells = openpyxl.load_workbook(name).active.iter_rows()
        assert all(cell.data_type in ("s", "n") for row in cells for cell in row)


@pytest.mark.usefixtures("found")
def test_nothing_is_overwritten_by_itself(capsys: Out) -> None:
    """What a coder filled in is hours of work."""
    assert sample("--n", "2", "-o", "a.csv") == 0
    kept = Path("a.csv").read_bytes()
    assert sample("--n", "5", "-o", "a.csv") == 2
    assert "--force" in capsys.readouterr().err
    assert Path("a.csv").read_bytes() == kept
    assert sample("--n", "5", "-o", "a.csv", "--force") == 0


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_two_coders_are_counted(found: Path, capsys: Out, sign: str) -> None:
    """As any spreadsheet saves them: precision by rule with its interval, and alpha; they divide on one."""
    pytest.importorskip("nltk")
    assert sample("--n", "10", "-o", "a.csv") == 0
    filled("a.csv", "anna.csv", "code", ["niet"] * 6 + ["wel"] * 3 + ["?"], sign)
    filled("a.csv", "bram.csv", "code", ["Niet"] * 5 + ["klopt"] * 4 + [""], sign)
    capsys.readouterr()
    assert sample("read", "anna.csv", "bram.csv", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    whole = next(row for row in rows if row["measure"] == "precision" and row["group"] is None)
    assert (whole["n"], whole["hits"], whole["value"]) == (8, 5, 0.625)
    assert (whole["low"], whole["high"]) == tuple(round(end, 4) for end in wilson(0.625, 8))
    assert rows[-1] == {
        "measure": "alpha", "group": None, "n": 9, "hits": None, "value": 0.7792, "low": None, "high": None
    }  # fmt: skip
    assert sample("read", "anna.csv", "bram.csv", "--keep") == 0
    told = capsys.readouterr()
    assert "verdeeld 1" in told.out
    assert "8 nieuwe oordelen" in told.err
    with Store(found) as store:
        said = standing_verdicts(store.db.conn).values()
        assert Counter(row.verdict for row in said) == {"wrong": 5, "right": 3}
        assert {row.name for row in said} == {"anna, bram"}
    assert sample("read", "anna.csv", "bram.csv", "--keep") == 0
    assert "0 nieuwe oordelen" in capsys.readouterr().err


@pytest.mark.usefixtures("found")
def test_recall_is_counted_over_articles(capsys: Out) -> None:
    """What was found and is right, of that and what was missed."""
    assert sample("--of", "articles", "--n", "4", "-o", "a.csv") == 0
    rows = read_sheet(Path("a.csv"))
    assert all(row["findings"] == "1" and "=1+1 dat" in row["findings_told"] for row in rows)
    filled("a.csv", "b.csv", "right", ["1", "1", "0", ""])
    filled("b.csv", "c.csv", "missed", ["1", "0", "2", ""])
    capsys.readouterr()
    assert sample("read", "c.csv", "--format", "jsonl") == 0
    (row,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (row["measure"], row["n"], row["hits"], row["value"]) == ("recall", 5, 2, 0.4)
    assert sample("read", "c.csv") == 0
    header, row = (re.split(r" {2,}", line.strip()) for line in capsys.readouterr().out.splitlines()[:2])
    assert dict(zip(header, row, strict=True))["Artikelen gecodeerd"] == "3"
    assert header[1] == "Terecht of gemist"
    assert row[1] == "5"
    assert sample("read", "b.csv") == 2  # missed is empty where right is not


@pytest.mark.usefixtures("found")
def test_no_more_is_right_than_was_found(capsys: Out) -> None:
    """A slip of a coder gives no recall; nothing found and nothing missed is coded too."""
    assert sample("--of", "articles", "--n", "3", "-o", "a.csv") == 0
    filled("a.csv", "b.csv", "findings", ["1", "0", "0"])
    filled("b.csv", "c.csv", "missed", ["1", "0", "0"])
    filled("c.csv", "d.csv", "right", ["1", "0", ""])
    filled("c.csv", "e.csv", "right", ["1", "9", ""])
    capsys.readouterr()
    assert sample("read", "d.csv") == 0
    told = capsys.readouterr().out
    assert told.splitlines()[1].split()[0] == "3"
    assert "niet gecodeerd 0" in told
    assert sample("read", "e.csv") == 2
    assert "e.csv:3: bij right staat 9, maar er zijn 0 bevindingen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("codes", "settled"),
    [
        (["yes"], "yes"),
        (["no", "unsure"], "unsure"),
        (["unsure", "yes"], "unsure"),
        (["yes", "no"], None),
        (["yes", "no", "unsure"], None),
        (["no", "no", "unsure"], "no"),
        ([], "unsure"),
    ],
)
def test_doubt_is_no_agreement(codes: list[str], settled: str | None) -> None:
    """Of two coders one who is unsure does not agree with the other."""
    assert Coded("a", "r", 1.0, {str(nr): code for nr, code in enumerate(codes)}, {}).settled == settled  # type: ignore[misc]


@pytest.mark.usefixtures("found")
def test_doubt_is_not_kept(capsys: Out) -> None:
    """It is told as unsure, and no verdict is made of it."""
    pytest.importorskip("nltk")
    assert sample("--n", "2", "-o", "a.csv") == 0
    filled("a.csv", "anna.csv", "code", ["niet", "wel"])
    filled("a.csv", "bram.csv", "code", ["niet", "?"])
    capsys.readouterr()
    assert sample("read", "anna.csv", "bram.csv", "--keep") == 0
    told = capsys.readouterr()
    assert "onzeker 1, verdeeld 0" in told.out
    assert "1 nieuw oordeel" in told.err


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize(
    ("args", "word"),
    [
        ((), "-o"),
        (("-o", "x.csv", "--stratify", "kind"), "outlet, year, month, rule, level"),
        (("-o", "x.csv", "--n", "0"), "van 1 of meer"),
        (("-o", "x.ods"), ".xlsx"),
        (("-o", "x.csv", "--seed", "-1"), "--seed"),
        (("read",), "BESTAND"),
        (("read", "geen.csv"), "geen.csv"),
        (("read", "klopt.db"), "geen tabel"),
        (("read", "ander.csv"), "geen steekproef"),
        (("read", "a.csv", "b.csv"), "andere steekproef"),
        (("read", "fout.csv"), "misschien"),
        (("read", "figuren.csv", "--keep"), "bevindingen"),
    ],
)
def test_what_cannot_be_is_said(capsys: Out, args: tuple[str, ...], word: str) -> None:
    """In one line that says what to do."""
    assert sample("--n", "2", "-o", "a.csv") == sample("--n", "3", "-o", "b.csv") == 0
    assert sample("--of", "articles", "--n", "3", "-o", "figuren.csv") == 0
    Path("ander.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    filled("a.csv", "fout.csv", "code", ["misschien", ""])
    capsys.readouterr()
    assert sample(*args) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert word in told[0]
    assert not Path("x.csv").exists()


def test_damaged_spreadsheet_is_no_table(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file, or something else under that name."""
    pytest.importorskip("openpyxl")
    monkeypatch.delenv("KLOPT_LANG", raising=False)
    whole = tmp_path / "a.xlsx"
    write_sheet(whole, ["a"], [{"a": "x\x00\x1b[31m" + "y" * 40_000}], {})
    assert len(read_sheet(whole)[0]["a"]) == 32_000
    for nr, data in enumerate((whole.read_bytes()[:900], b"", b"a,b\n")):
        broken = tmp_path / f"{nr}.xlsx"
        broken.write_bytes(data)
        assert sample("read", str(broken)) == 2
        assert "geen tabel" in capsys.readouterr().err


# Newcombe (1998, Statistics in Medicine 17, table I), method 3.
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_interval_is_that_of_the_literature(hits: int, n: int, low: float, high: float) -> None:
    """Worked examples in print."""
    assert wilson(hits / n, n) == pytest.approx((low, high), abs=0.00005)


def test_weights_count() -> None:
    """A case that stands for nine others counts for them, but makes nothing surer."""
    one, many = estimate([(1, True)] * 10), estimate([(9, True), *[(1, False)] * 9])
    assert (one.share, many.share, many.n, many.hits) == (1.0, 0.5, 10, 1)
    assert many.high - many.low > 0.7


def test_nothing_coded_says_nothing() -> None:
    """No cases: no share, and an interval of all there is."""
    none = estimate([])
    assert (none.n, none.share, none.low, none.high) == (0, None, 0.0, 1.0)
    coded = Coded("a", "r", 1.0, {"x": "unsure"}, {})
    assert precision([coded]) == ({}, none)
    assert recall([coded]) == none
    assert labels([coded]) == []


def test_alpha_is_that_of_the_literature() -> None:
    """Krippendorff (2011, Computing Krippendorff's Alpha-Reliability), example C: four coders, nominal, with gaps."""
    pytest.importorskip("nltk")
    rows = {
        "A": "1 2 3 3 2 1 4 1 2 . . .",
        "B": "1 2 3 3 2 2 4 1 2 5 . 3",
        "C": ". 3 3 3 2 3 4 2 2 5 1 .",
        "D": "1 2 3 3 2 4 4 1 2 5 1 .",
    }
    told = [
        (coder, str(nr), code)
        for coder, row in rows.items()
        for nr, code in enumerate(row.split())
        if code != "."
    ]
    assert alpha(told) == pytest.approx(0.743, abs=0.0005)
    assert alpha([("A", "1", "x"), ("B", "1", "x")]) is None
