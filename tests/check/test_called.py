"""What messages call the period of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from corpus.article import Article
from extract.nouns import Claim, Days, Period
from extract.quantities import read_quantities
from klopt.check.called import days_in_words, in_brackets, is_in_text, period_in_words
from klopt.check.said import Said

TEXT = Article(id=1, text="Vorig jaar waren het er 1.420.")
LAST_YEAR = Days(date(2018, 1, 1), date(2019, 1, 1))


def claim(period: Period | None) -> Claim:
    (figure,) = read_quantities(TEXT.text)
    return Claim(TEXT.span("text", 0, len(TEXT.text)), "melding", "meldingen", figure, period)


def test_the_year_stands_beside_words_that_have_none() -> None:
    """In brackets behind a comma, so that no bracket stands in another; without a period there is nothing."""
    told = claim(Period(TEXT.span("text", 0, 10), LAST_YEAR, "year"))
    assert period_in_words(told) == "vorig jaar (2018)"
    assert in_brackets(told) == " (vorig jaar, 2018)"
    assert in_brackets(claim(None)) == ""


def test_a_period_that_was_put_right_by_hand_is_not_called_by_the_figure() -> None:
    """It has no words in the text, and stands at the figure."""
    figure = claim(None).quantity
    assert figure is not None
    right = claim(Period(figure.span, LAST_YEAR, "year"))
    assert not is_in_text(right)
    assert in_brackets(right) == " (2018)"
    month = replace(right, period=Period(figure.span, Days(date(2018, 3, 1), date(2018, 4, 1)), "month"))
    assert period_in_words(month) == "2018-03"


def test_the_days_of_the_sentence_where_a_figure_has_no_period() -> None:
    """A year, a month or a day: never an empty word in a message."""
    figure = claim(None).quantity
    assert figure is not None
    first = date(2015, 1, 1)

    def called(last: date) -> str:
        return days_in_words(
            Said(
                claim(None), figure, Decimal(1420), None, (first, last), None, frozenset(), frozenset(), None
            )
        )

    assert [called(date(2016, 1, 1)), called(date(2015, 2, 1)), called(date(2015, 1, 2))] == [
        "2015",
        "2015-01",
        "2015-01-01",
    ]
    assert called(date(2015, 4, 1)) == "2015-01-01 - 2015-03-31"
    assert called(date(2018, 1, 1)) == "2015-01-01 - 2017-12-31"
