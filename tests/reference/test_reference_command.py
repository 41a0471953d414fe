"""`klopt reference`, and the check of articles against the tables that were added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from klopt.cli import main

CSV = "jaar;aantal\n2017;3.290\n2018;3.144\n2019;veel\n"
ADD = ("reference", "add", "failliet.csv", "--measure", "faillissementen", "--source", "Visbureau")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "failliet.csv").write_text(CSV, encoding="utf-8")
    return tmp_path


def test_add_list_show_remove(capsys: pytest.CaptureFixture[str]) -> None:
    """A table is added once, with what could not be read; it is listed, shown and taken out."""
    assert main([*ADD, "--definition", "uitgesproken"]) == 0
    out, err = capsys.readouterr()
    assert "waarden: 2" in out
    assert "failliet.csv:4: geen getal: veel" in err
    assert "klopt: 1 van de 3 rijen doet niet of niet helemaal mee.\n" in err
    assert main([*ADD, "--definition", "uitgesproken"]) == 0
    assert "is er al" in capsys.readouterr().out
    assert main(["reference", "list", "--format", "jsonl"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["name"], row["values"], row["source"]) == ("failliet", 2, "Visbureau")
    assert main(["reference", "show", "failliet"]) == 0
    out = capsys.readouterr().out
    assert "uitgesproken" in out
    assert "3.144" in out
    (line,) = (line for line in out.splitlines() if line.startswith("Zo gelezen: "))
    assert {"wat: faillissementen", "bron: Visbureau", "periode: jaar"} <= {*line[12:].split(", ")}
    assert main(["reference", "remove", "failliet"]) == 0
    capsys.readouterr()
    assert main(["reference"]) == 0
    assert "nog geen tabel" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reference", "list"], "klopt.db"),
        (["reference", "add"], "add"),
        (["reference", "add", "weg.csv"], "weg.csv"),
        (["reference", "add", "failliet.csv", "--value", "x"], "jaar, aantal"),
    ],
)
def test_errors_say_what_to_do(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, one line."""
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_table_names_those_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    """So that the name can be put right; where there is none, it says so."""
    assert main([*ADD]) == 0
    assert main(["reference", "remove", "failliet"]) == 0
    assert main(["reference", "show", "faliet"]) == 2
    assert "er is er nog geen enkele" in capsys.readouterr().err
    assert main([*ADD]) == 0
    assert main(["reference", "show", "faliet"]) == 2
    assert "failliet" in capsys.readouterr().err


@pytest.mark.model
def test_files_and_corpus_are_checked_against_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft with --reference, the corpus always; the finding shows the definition and goes with the table."""
    (folder / "stuk.txt").write_text(
        "In 2018 waren er in Nederland 3.410 faillissementen.\n", encoding="utf-8"
    )
    assert main([*ADD, "--definition", "uitgesproken"]) == 0
    capsys.readouterr()
    assert main(["check", "stuk.txt"]) == 0
    assert "tabel" not in capsys.readouterr().out
    assert main(["check", "stuk.txt", "--reference"]) == 1
    out = capsys.readouterr().out
    assert "3.144" in out
    assert "Naast een tabel gelegd: 1 cijfer.\n" in out
    assert "uitgesproken; gaat het artikel over hetzelfde?" in " ".join(out.split())
    assert main(["add", "stuk.txt"]) == 0
    assert main(["extract"]) == 0
    assert main(["check"]) == 1
    assert "Van wat nu is nagerekend naast een tabel gelegd: 1 cijfer.\n" in capsys.readouterr().out
    assert main(["check"]) == 1
    assert "naast een tabel" not in capsys.readouterr().out
    assert main(["reference", "remove", "failliet"]) == 0
    assert main(["check"]) == 0


@pytest.mark.model
def test_it_is_said_when_no_figure_meets_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing found may mean that nothing was compared, or that there is no table at all."""
    (folder / "stuk.txt").write_text("In 2018 waren er in Nederland 3.410 branden.\n", encoding="utf-8")
    main(["add", "stuk.txt"])
    capsys.readouterr()
    assert main(["check", "stuk.txt", "--reference"]) == 0
    out, err = capsys.readouterr()
    assert "nog geen tabel" in err
    assert "tabellen" not in out
    main(ADD)
    assert main(["check", "stuk.txt", "--reference"]) == 0
    assert "Geen cijfer gaat over wat in de tabellen staat" in capsys.readouterr().out
    assert main(["check", "stuk.txt", "--reference", "--select", "grim"]) == 0
    assert "tabellen" not in capsys.readouterr().out


@pytest.mark.model
def test_a_finding_speaks_of_the_table_and_hints_at_thousands(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No sum was done, neither side is put right, and a table that is in thousands perhaps says how to add it."""
    (folder / "failliet.csv").write_text("jaar;aantal\n2018;3,1\n", encoding="utf-8")
    (folder / "stuk.txt").write_text(
        "In 2018 waren er in Nederland 3.144 faillissementen.\n", encoding="utf-8"
    )
    assert main(ADD) == 0
    assert main(["check", "stuk.txt", "--reference"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "de tabel geeft" in out
    assert "de som geeft" not in out
    assert "klopt als" not in out
    assert "--unit 'x 1 000'" in out


@pytest.mark.model
def test_a_table_that_comes_or_goes_is_noticed_by_the_next_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The articles were checked before: the same articles, other tables, another outcome."""
    (folder / "krant.txt").write_text("In 2018 waren er 3.441 faillissementen.", encoding="utf-8")
    main(["add", "krant.txt"])
    main(["extract"])
    assert main(["check"]) == 0
    main(ADD)
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "3.144" in capsys.readouterr().out
    main(["reference", "remove", "failliet"])
    assert main(["check"]) == 0
