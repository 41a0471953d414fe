"""The days of a figure as the checks across articles take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from corpus.article import Article
from klopt.check.case import Case
from klopt.check.said import said

Cases = Callable[[Iterable[Article]], list[Case]]

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("Sinds 2015 groeide het aantal bevers bij Delt van 60 naar 340.", "60", 2015),
        (
            "Arvo vervoerde 14 miljoen reizigers. Dat zijn er 1,3 miljoen minder dan in 2018.",
            "1,3 miljoen",
            None,
        ),
        ("In 2016 waren er 43 overvallen. In dezelfde periode van 2015 waren dat er 57.", "57", None),
        ("In Delt waren er meer overvallen dan in 2015, toen het er 39 waren.", "39", 2015),
        ("In Delt kwam 47,8 procent stemmen, waar dat in 2010 nog 51,2 procent was.", "47,8 procent", None),
        ("In Delt kwam in 2010 47,8 procent stemmen.", "47,8 procent", 2010),
    ],
)
def test_whose_days_they_are(cases: Cases, text: str, words: str, year: int | None) -> None:
    """What is compared with, and half a year named by its year, are no days of the figure."""
    (case,) = cases([Article(id=1, published="2019-02-04", text=text)])
    figure = next(one for one in said(case) if one.quantity.span.text == words)
    assert (figure.days and figure.days[0]) == (date(year, 1, 1) if year else None)


def test_a_figure_with_a_point_is_no_year(cases: Cases) -> None:
    """ "2.100 banen" ties two articles, "in 2100" does not."""
    (case,) = cases([Article(id=1, text="Bij Hollander werken 2.100 mensen.")])
    assert [one.telling for one in said(case)] == [True]
