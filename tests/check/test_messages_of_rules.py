"""What editors read of a finding: the sum in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.finding import Finding
from klopt.check.registry import select
from klopt.check.run import Checked, check_across, check_article

pytestmark = pytest.mark.model
Cases = Callable[[Iterable[Article]], list[Case]]


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        (
            "Drie van de vijf bakkers (75 procent) willen stoppen.",
            "Drie van de vijf is 60 procent; er staat 75 procent.",
            "Drie of the vijf is 60 percent; the text says 75 procent.",
        ),
        (
            "Van de leden koos 45 procent voor de fiets, 40 procent voor de bus en de overige 25 procent"
            " voor de auto.",
            "45 + 40 + 25 procent is samen 110 procent, geen 100.",
            "45 + 40 + 25 procent is 110 percent together, not 100.",
        ),
        (
            "Driekwart van de boeren is voor, 35 procent is tegen.",
            "Driekwart + 35 procent is samen 110 procent, geen 100.",
            "Driekwart + 35 procent is 110 percent together, not 100.",
        ),
        (
            "De huur is 800 euro per maand, dat is 12.000 euro per jaar.",
            "12 maal 800 euro is 9.600 euro; er staat 12.000 euro per jaar.",
            "12 times 800 euro is 9,600 euros; the text says 12.000 euro per jaar.",
        ),
        (
            "Gouda, Woerden en Alphen kregen respectievelijk 12 en 15 bussen.",
            "Voor 'respectievelijk' staan er drie (Gouda, Woerden en Alphen), erachter twee waarden.",
            "Before 'respectievelijk' stand three (Gouda, Woerden en Alphen), behind it two values.",
        ),
        (
            "Het fonds verdeelt 1,8 miljoen euro. Die 18 miljoen euro wordt in mei overgemaakt.",
            "Eerst 1,8 miljoen euro, verderop 18 miljoen euro: dat scheelt een factor 10.",
            "First 1,8 miljoen euro, 18 miljoen euro further on: a factor of 10 apart.",
        ),
        (
            "Het feest is op 30 februari.",
            "'30 februari' bestaat niet: februari heeft hoogstens 29 dagen.",
            "'30 februari' does not exist: February has at most 29 days.",
        ),
        (
            "Het feest is op 30 februari 2023.",
            "'30 februari 2023' bestaat niet: februari 2023 heeft 28 dagen.",
            "'30 februari 2023' does not exist: February 2023 has 28 days.",
        ),
    ],
)
def test_message_of_a_sum(text: str, dutch: str, english: str, cases: Cases) -> None:
    """Who reads it needs no knowledge of rules."""
    (case,) = cases([Article(id=1, text=text)])
    assert [(one.message.nl, one.message.en) for one in check_article(select(), case).findings] == [
        (dutch, english)
    ]


def across(cases: Cases, *texts: str) -> list[Finding]:
    outlets = ("De Bode", "Het Blad")
    articles = [
        Article(id=nr, text=text, source=outlets[nr], published=f"2022-06-0{nr + 3}")
        for nr, text in enumerate(texts)
    ]
    checked = [check_article(select(), case) for case in cases(articles)]
    return [
        finding
        for item in check_across(select(), checked)
        if isinstance(item, Checked)
        for finding in item.findings
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (", meldt stichting Schelp", "Welk cijfer Schelp over kwallen (2021) geeft, verschilt per artikel"),
        ("", "Verschillende cijfers over kwallen (2021)"),
    ],
)
def test_two_figures_stand_with_an_and_between(source: str, words: str, cases: Cases) -> None:
    """What is counted is called as the articles write it; it is the articles that differ, not the source."""
    (found,) = across(
        cases,
        f"Op het strand van Zandhaven zijn in 2021 in totaal 3.180 kwallen geteld{source}.",
        "Stichting Schelp telde op het strand van Zandhaven in 2021 in totaal 3.810 kwallen.",
    )
    assert found.message.nl == f"{words}: 3.180 (De Bode, 3 juni 2022) en 3.810 (Het Blad, 4 juni 2022)."


def test_rows_that_moved_are_one_finding(cases: Cases) -> None:
    """Every figure of the rows is marked, and what is to be written instead is a year."""
    (found,) = across(
        cases,
        "In 2019 telde stichting Schelp op het strand van Zandhaven 31.400 schelpen. In 2018 waren het er 28.600.",
        "Stichting Schelp telde in 2018 op het strand van Zandhaven 31.400 schelpen."
        " Een jaar eerder waren het er 28.600.",
    )
    assert found.rule == "period-conflict"
    assert [(mark.article, mark.span.text) for mark in found.spans] == [
        (0, "31.400"),
        (0, "28.600"),
        (1, "31.400"),
        (1, "28.600"),
    ]
    assert found.message.nl == (
        "31.400 (schelpen) staat bij 2019 (De Bode, 3 juni 2022) en bij 2018 (Het Blad, 4 juni 2022);"
        " 28.600 bij 2018 en bij een jaar eerder (2017)."
    )
    assert [(one.span, one.before, one.after) for one in found.repairs] == [
        (0, "2019", "2018"),
        (2, "2018", "2019"),
        (1, "2018", "2017"),
        (3, "Een jaar eerder", "2018"),
    ]
