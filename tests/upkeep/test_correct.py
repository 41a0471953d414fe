"""What people put right about names and figures: it shows, survives a new reading and a rebuild, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Span
from db.corrections import Correction, corrected
from extract.nouns import Extraction, Mention, Source
from klopt.cli import main

TEXT = (
    "Het meldpunt kreeg in 2017 34 meldingen. Dat zegt directeur Els Vos van Greenpeace."
    " Volgens Vos waren het er 273 te veel."
)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def said(*args: str, code: int = 0) -> str:
        assert main([*args]) == code
        out, err = capsys.readouterr()
        return err if code else out

    return said


@pytest.fixture(autouse=True)
def _read(add: Callable[..., None], say: Callable[..., str]) -> None:
    add(1, TEXT)
    add(2, "Els Vos sprak. Els Vos is bakker in Delft, zegt Els Vos zelf.")
    say("extract")


def claims(say: Callable[..., str]) -> dict[str, tuple[str | None, str | None]]:
    """Each figure of article 1 with its period and who says so."""
    rows = map(json.loads, say("claims", "--article", "1", "--format", "jsonl").splitlines())
    return {
        row["quantity"]["text"]: ((row["period"] or {}).get("from"), (row["source"] or {}).get("name"))
        for row in rows
        if row["quantity"]
    }


def names(say: Callable[..., str]) -> dict[str, int]:
    """Each person with the number of mentions."""
    rows = map(json.loads, say("entities", "--kind", "person", "--format", "jsonl").splitlines())
    return {row["name"]: row["mentions"] for row in rows}


@pytest.mark.model
def test_a_figure_is_about_another_time(say: Callable[..., str]) -> None:
    """The period holds through a new reading and a rebuild, and can be taken back."""
    assert claims(say)["34"][0] == "2017-01-01"
    assert "Onthouden: 34" in say("correct", "1", "34", "--period", "2016")
    assert claims(say)["34"][0] == "2016-01-01"
    say("rebuild")
    say("extract")
    assert claims(say)["34"][0] == "2016-01-01"
    say("correct", "1", "34", "--undo")
    assert claims(say)["34"][0] == "2017-01-01"
    assert "niets terug te nemen" in say("correct", "1", "34", "--undo", code=2)


@pytest.mark.model
def test_a_number_is_no_figure(say: Callable[..., str]) -> None:
    """It goes with its claim, and comes back."""
    say("correct", "1", "273", "--none")
    assert "273" not in claims(say)
    say("correct", "1", "273", "--undo")
    assert "273" in claims(say)


@pytest.mark.model
def test_a_name_is_somebody_else(say: Callable[..., str]) -> None:
    """Also where that name is credited with a figure."""
    say("correct", "1", "Vos", "--is", "Jan Vos", "--kind", "person")
    assert claims(say)["273"][1] == "Jan Vos"
    assert names(say)["Jan Vos"] == 1


@pytest.mark.model
def test_two_people_of_one_name(say: Callable[..., str]) -> None:
    """Split in one article, merged again by undoing it."""
    before = names(say)["Els Vos"]
    say("split", "Els Vos", "2", "Els Vos (bakker)")
    assert names(say) == {"Els Vos": before - 3, "Els Vos (bakker)": 3}
    say("split", "Els Vos (bakker)", "2", "--undo")
    assert names(say) == {"Els Vos": before}


@pytest.mark.model
def test_names_are_merged_and_called_otherwise(say: Callable[..., str]) -> None:
    """A merge and a new name hold through a rebuild; a circle is refused; both are undone."""
    say("split", "Els Vos", "2", "Els Vos (bakker)")
    say("merge", "Els Vos (bakker)", "Els Vos")
    assert list(names(say)) == ["Els Vos"]
    assert "eerst terug" in say("merge", "Els Vos", "Els Vos (bakker)", code=2)
    say("rename", "Els Vos", "mevrouw Vos")
    say("rebuild")
    say("extract")
    assert list(names(say)) == ["mevrouw Vos"]
    say("rename", "mevrouw Vos", "--undo")
    say("merge", "Els Vos (bakker)", "--undo")
    assert set(names(say)) == {"Els Vos", "Els Vos (bakker)"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("correct", "1", "99", "--none"), "geen cijfer en geen naam"),
        (("correct", "1", "34"), "Geef één van deze"),
        (("correct", "2", "Els Vos", "--none"), "--nth"),
        (("correct", "1", "Els Vos", "--period", "2016"), "is een naam"),
        (("merge", "Els Vos"), "Geef twee namen"),
        (("merge", "Niemand", "Els Vos"), "Niemand en niets heet"),
        (("merge", "Els Vos", "--undo"), "telt al apart"),
        (("rename", "Els Vos"), "Geef een nieuwe naam"),
        (("split", "Els Vos", "9"), "9"),
        (("split", "Els Vos", "1", "X", "--undo"), "geen nieuwe naam"),
    ],
)
def test_mistakes_are_one_line(say: Callable[..., str], args: tuple[str, ...], words: str) -> None:
    """With what to do, and nothing is kept."""
    err = say(*args, code=2)
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert set(names(say)) == {"Els Vos"}


@pytest.mark.model
def test_the_function_of_a_person_is_shown(say: Callable[..., str]) -> None:
    """With the organisation, beside the places of the name."""
    assert "directeur van Greenpeace" in say("entities", "--name", "Vos")


@pytest.mark.model
def test_what_is_most_worth_checking_comes_first(say: Callable[..., str]) -> None:
    """A least score orders by it; a measure is asked for in other words."""
    rows = [json.loads(row) for row in say("claims", "--min-worth", "0.1", "--format", "jsonl").splitlines()]
    scores = [row["worth"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert scores
    assert min(scores) >= 0.1
    assert say("claims", "--measure", "meldingen", "--format", "jsonl")


@pytest.mark.model
def test_what_is_forgotten_takes_its_corrections_along(say: Callable[..., str]) -> None:
    """Also the name that somebody gave to a person of that article alone."""
    say("correct", "1", "34", "--period", "2016", "--note", "nagebeld")
    say("correct", "1", "Vos", "--is", "Wendelmoed Vos", "--kind", "person")
    say("correct", "2", "sprak", "--none", code=2)
    say("forget", "1", "--yes", "--reason", "verzoek")
    raw = b"".join(path.read_bytes() for path in Path().glob("klopt.db*") if path.is_file())
    assert b"Wendelmoed" not in raw
    assert b"nagebeld" not in raw


def test_who_is_called_haar_keeps_that_name() -> None:
    """A source that is a pronoun gets the other entity, and stays "haar" as the text has it."""
    text = "Els Vos sprak. Volgens haar was het zo."
    mention = Mention(Span("text", 0, 7, "Els Vos"), "person", "Els Vos")
    source = Source(Span("text", 15, 27, "Volgens haar"), "haar", "volgens", mention)
    read = Extraction(1, mentions=(mention,), sources=(source,))
    assert text[15:27] == source.span.text
    (found,) = corrected(read, [Correction("name", "els vos", "1", "entity", "person:Els de Vos")]).sources
    assert found.name == "haar"
    assert found.entity is not None
    assert found.entity.name == "Els de Vos"
