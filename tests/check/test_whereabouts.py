"""The place that an article opens with."""

from __future__ import annotations

import pytest

from corpus.article import Article
from extract.nouns import Claim, Extraction, Mention
from extract.quantities import read_quantities
from klopt.check.case import Case
from klopt.check.whereabouts import opening_place, whereabouts

LATER = " Verderop, in Zoetveen, ligt de weg open."


def opened(text: str, title: str | None = None) -> str | None:
    """The place that a text opens with of which the reader found Zoetveen alone."""
    article = Article(id=1, title=title, text=f"{text}{LATER}")
    at = article.text.index("Zoetveen")
    place = Mention(article.span("text", at, at + len("Zoetveen")), "place", "Zoetveen")
    return opening_place(Case(article, Extraction(1, mentions=(place,))))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Wethouder Mirthe Ovelgonnix van Quadekerspel praat met de raad.", "Quadekerspel"),
        ("Volgens oud-burgemeester Karel de Boom van Den Quade kan dat.", "Den Quade"),
        ("Raadslid Jan van der Mulp van Quadekerspel wil dat niet.", "Quadekerspel"),
        ("Wethouder Mirthe van Quadekerspel praat met de raad.", "Zoetveen"),
        ("Wethouder Jan Peter van Quadekerspel praat met de raad.", "Zoetveen"),
        ("Wethouder Mirthe Ovelgonnix van Verkeer praat met de raad.", "Zoetveen"),
        ("Minister Mirthe Ovelgonnix van Quadekerspel praat met de raad.", "Zoetveen"),
    ],
)
def test_a_town_that_somebody_has_an_office_of(text: str, place: str) -> None:
    """It is a place though the reader knows no such town; a surname with "van" and a task are none."""
    assert opened(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("De gemeente Quadekerspel kwam uit op 300 klachten.", "Quadekerspel"),
        ("Bij de gemeente Den Quade kwamen klachten binnen.", "Den Quade"),
        ("De gemeente telde 300 klachten.", "Zoetveen"),
    ],
)
def test_a_name_that_is_called_a_place(text: str, place: str) -> None:
    """Whatever the reader takes it for, which knows the names of its training alone."""
    assert opened(text) == place


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("De gemeente Quadekerspel kwam uit op 300 klachten.", ("Quadekerspel", True)),
        ("De gemeente Quadekerspel noemt 300 klachten in Zoetveen veel.", ("Zoetveen", True)),
        ("Bij de gemeente Quadekerspel kwamen 300 klachten binnen.", ("Quadekerspel", False)),
    ],
)
def test_what_a_place_counts_is_there(text: str, told: tuple[str, bool]) -> None:
    """Where it is the subject, unless the clause names another place."""
    article = Article(id=1, text=text)
    spots = [at for at in [text.find("Zoetveen")] if at >= 0]
    places = tuple(Mention(article.span("text", at, at + 8), "place", "Zoetveen") for at in spots)
    (figure,) = read_quantities(text)
    claim = Claim(article.span("text", 0, len(text)), "klacht", "klachten", figure)
    case = Case(article, Extraction(1, mentions=places, claims=(claim,)))
    assert whereabouts(case, claim) == told


def test_what_comes_first_counts() -> None:
    """The headline before the text, and a place before an office that is named behind it."""
    assert opened("Het is zo.", "Burgemeester Els Brok van Quadekerspel stopt") == "Quadekerspel"
    assert opened(f"Het is zo.{LATER} Wethouder Els Brok van Quadekerspel praat.") == "Zoetveen"
