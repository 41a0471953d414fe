"""Slips of the pen between two articles, rows that moved as a whole, and what a change explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.article import Article
from klopt.check.before_after import before_and_after
from klopt.check.case import Case
from klopt.check.group import paired
from klopt.check.moved import moved
from klopt.check.said import Said, said
from klopt.check.slipped import ONE_MATTER, slip_by_chance, slipped

Cases = Callable[[Iterable[Article]], list[Case]]


def figure(case: Case, words: str) -> Said:
    return next(one for one in said(case) if one.quantity.span.text == words)


def two(cases: Cases, here: str, there: str, *, days: int = 1) -> list[Case]:
    texts = (("De Post", "2019-02-04", here), ("Omroep Delt", f"2019-02-{4 + days:02}", there))
    return cases(
        Article(id=nr, source=source, published=day, text=text)
        for nr, (source, day, text) in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        ("186", "168", 5 / 900),
        ("34", "43", 1 / 90),
        ("33", "44", None),
        ("4.6", "46", 1 / 90),
        ("2", "20", None),
        ("612", "672", 27 / 900),
        ("18", "28", None),
        ("14200", "12400", 5 / 900),
        ("350000", "3500000", 1 / 90),
        ("305", "350", 5 / 900),
        ("1020", "1200", 5 / 900),
        ("-186", "168", None),
    ],
)
def test_how_likely_a_slip_is_by_chance(one: str, other: str, odds: float | None) -> None:
    """Digits in another order, a power of ten of two digits, one digit of three; all else is no slip."""
    assert slip_by_chance(Decimal(one), Decimal(other)) == odds
    assert slip_by_chance(Decimal(other), Decimal(one)) == odds


@pytest.mark.model
def test_a_slip_in_one_story_whatever_the_nouns(cases: Cases) -> None:
    """The figure that both give ties the articles; without it nothing does."""
    here = "Voor Schone Kust ruimden 310 vrijwilligers langs de Vloed 7.400 kilo afval op."
    tied = two(
        cases,
        here,
        "Voor Schone Kust liepen 310 mensen met een prikstok. Samen haalden zij 4.700 kilo rommel weg.",
    )
    pair = paired(*tied)
    assert pair is not None
    one, other = figure(pair.one, "7.400 kilo"), figure(pair.other, "4.700 kilo")
    assert pair.odds > ONE_MATTER
    assert slipped(pair, one, other, ([one], [other]))
    crowded = [replace(one, value=one.value + 1000 * nr) for nr in range(9)]
    assert not slipped(pair, one, other, (crowded, [other]))


@pytest.mark.model
def test_a_slip_months_apart_is_none(cases: Cases) -> None:
    """Another month has another figure."""
    one, other = two(
        cases,
        "Langs de Vloed ruimden 310 vrijwilligers 7.400 kilo afval op.",
        "Langs de Vloed ruimden 310 vrijwilligers 4.700 kilo afval op.",
        days=23,
    )
    pair = paired(one, other)
    assert pair is not None
    mine, yours = figure(one, "7.400 kilo"), figure(other, "4.700 kilo")
    assert not slipped(pair, mine, yours, ([mine], [yours]))


@pytest.mark.model
@pytest.mark.parametrize(
    ("there", "is_moved"),
    [
        ("In 2015 telde Iris er 31 in het moeras, in 2017 waren dat er 54.", True),
        ("In 2015 telde Iris er 31 in het moeras, in 2018 waren dat er 54.", False),
        ("In 2015 telde Iris er 31 in het moeras, in 2017 en in 2018 waren dat er 54.", False),
    ],
)
def test_a_row_of_four_digits(cases: Cases, there: str, is_moved: bool) -> None:
    """Two figures beside each other in both articles are one row, of otters or of animals."""
    one, other = two(cases, "Bij Delt leefden in 2015 31 otters. In 2018 waren het er 54 dieren.", there)
    pair = paired(one, other)
    assert pair is not None
    found = any(moved(pair, mine, yours) for mine, yours in pair.shared if mine.value == 54)
    assert found is is_moved


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "explained"),
    [
        ("Het aandeel sloot op 13,10 euro, 2,2 procent lager dan een dag eerder.", "13,40 euro", True),
        ("Het aandeel sloot op 13,10 euro, 4,4 procent lager dan een dag eerder.", "13,40 euro", False),
        ("De huur steeg tot 640 euro. Dat is 40 euro meer dan vorig jaar.", "600 euro", True),
        ("De huur steeg met 12 procent.", "24 procent", False),
    ],
)
def test_what_a_change_explains(cases: Cases, text: str, value: str, explained: bool) -> None:
    """The figure of the other article is what it was before."""
    one, other = two(cases, text, f"Woensdag ging het nog om {value}.")
    assert before_and_after(one, said(one)[0], figure(other, value)) is explained
