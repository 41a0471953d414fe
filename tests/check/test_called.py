"""What messages call the period of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from corpus.article import Article
from extract.nouns import Claim, Days, Period
from extract.quantities import read_quantities
from klopt.check.called import (
    about,
    days_in_words,
    in_brackets,
    is_in_text,
    period_in_words,
    plain_days,
    thing_in_words,
)
from klopt.check.finding import Words
from klopt.check.said import Said

TEXT = Article(id=1, text="Vorig jaar waren het er 1.420.")
LAST_YEAR = Days(date(2018, 1, 1), date(2019, 1, 1))


def claim(period: Period | None) -> Claim:
    (figure,) = read_quantities(TEXT.text)
    return Claim(TEXT.span("text", 0, len(TEXT.text)), "melding", "meldingen", figure, period)


def test_the_year_stands_beside_words_that_have_none() -> None:
    """In brackets behind a comma, so that no bracket stands in another; without a period there is nothing."""
    told = claim(Period(TEXT.span("text", 0, 10), LAST_YEAR, "year"))
    assert period_in_words(told) == Words("vorig jaar (2018)", "vorig jaar (2018)")
    assert in_brackets(told).nl == " (vorig jaar, 2018)"
    assert in_brackets(claim(None), told).nl == " (vorig jaar, 2018)"
    assert in_brackets(claim(None)) == Words("", "")


def test_a_period_that_was_put_right_by_hand_is_not_called_by_the_figure() -> None:
    """It has no words in the text, and stands at the figure."""
    figure = claim(None).quantity
    assert figure is not None
    right = claim(Period(figure.span, LAST_YEAR, "year"))
    assert not is_in_text(right)
    assert in_brackets(right).nl == " (2018)"
    month = replace(right, period=Period(figure.span, Days(date(2018, 3, 1), date(2018, 4, 1)), "month"))
    assert period_in_words(month) == Words("maart 2018", "March 2018")


def said(told: Claim, *days: date) -> Said:
    figure = told.quantity
    assert figure is not None
    first, last = days or (None, None)
    stretch = (first, last) if first and last else None
    return Said(told, figure, Decimal(1420), None, stretch, None, frozenset(), frozenset(), None)


@pytest.mark.parametrize(
    ("after", "dutch", "english"),
    [
        (date(2016, 1, 1), "2015", "2015"),
        (date(2015, 2, 1), "januari 2015", "January 2015"),
        (date(2015, 1, 2), "1 januari 2015", "1 January 2015"),
        (date(2015, 4, 1), "1 januari tot en met 31 maart 2015", "1 January to 31 March 2015"),
        (
            date(2018, 1, 1),
            "1 januari 2015 tot en met 31 december 2017",
            "1 January 2015 to 31 December 2017",
        ),
    ],
)
def test_the_days_of_the_sentence_where_a_figure_has_no_period(after: date, dutch: str, english: str) -> None:
    """A year, a month, a day or a stretch as people say it: never an empty word in a message, nor 2015-01-01."""
    assert days_in_words(said(claim(None), date(2015, 1, 1), after)) == Words(dutch, english)


def test_plain_days_can_be_pasted() -> None:
    """Where the article says "vorig jaar" the days are the year itself."""
    told = claim(Period(TEXT.span("text", 0, 10), LAST_YEAR, "year"))
    assert plain_days(said(told, date(2018, 1, 1), date(2019, 1, 1))).nl == "2018"


@pytest.mark.parametrize(
    ("sentence", "noun", "phrase", "thing"),
    [
        ("Er zijn 4.250 fietsen gestolen.", "fiets", "fietsen", "fietsen"),
        ("Er zijn in totaal 4.250 fietsen gestolen.", "fiets", "totaal 4.250 fietsen", "fietsen"),
        ("Er waren 30 meldingen in 2017.", "melding", "meldingen in 2017", "meldingen"),
        ("Er waren 30 huizen leeg.", "huis", "30", "huis"),
        ("Er zijn 34 mensen gewond geraakt, zegt zij.", "mens", "mensen", "'mensen gewond geraakt'"),
        ("Er zijn 34 personen.", "persoon", "personen", "personen"),
        ("Er waren 34 mensen die dit jaar een aanvraag deden.", "mens", "mensen", "mensen"),
    ],
)
def test_what_is_measured_is_called_as_the_article_writes_it(
    sentence: str, noun: str, phrase: str, thing: str
) -> None:
    """A plural, not the lemma; of people what happened to them."""
    article = Article(id=1, text=sentence)
    figure, *_ = read_quantities(sentence)
    told = said(Claim(article.span("text", 0, len(sentence)), noun, phrase, figure, None))
    assert thing_in_words(told) == thing
    assert about(told) == Words(f"over {thing}", f"about {thing}")


def test_what_no_article_names_is_the_same_thing() -> None:
    """Also where two articles call it by other nouns."""
    nameless = said(replace(claim(None), measure=None, phrase=None))
    assert about(nameless) == Words("voor hetzelfde", "for the same thing")
    assert about(said(claim(None)), alike=False).nl == "voor hetzelfde"
